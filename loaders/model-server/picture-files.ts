import {createHash} from "node:crypto";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

/** Pictures of requests as files, which engines read: one a content, there as long as a request needs it. */
export class PictureFiles {
  private readonly uses = new Map<string, number>();
  private folder: string | null = null;
  /** Files written so far. */
  written = 0;

  /** The path of a file with these bytes, until it was released as often as it was asked for. */
  hold(bytes: Buffer): string {
    this.folder ??= mkdtempSync(join(tmpdir(), "reasoning-boundary-pictures-"));
    const path = join(this.folder, `${createHash("sha256").update(bytes).digest("hex")}.png`);
    const uses = this.uses.get(path) ?? 0;
    if (uses === 0) {
      writeFileSync(path, bytes);
      this.written++;
    }
    this.uses.set(path, uses + 1);
    return path;
  }

  release(path: string): void {
    const uses = this.uses.get(path)! - 1;
    if (uses > 0) {
      this.uses.set(path, uses);
      return;
    }
    this.uses.delete(path);
    rmSync(path, {force: true});
  }

  close(): void {
    if (this.folder !== null) rmSync(this.folder, {recursive: true, force: true});
  }
}
