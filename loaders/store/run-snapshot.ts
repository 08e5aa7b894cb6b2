import {copyFileSync, linkSync, mkdirSync, readdirSync, rmSync, symlinkSync} from "node:fs";
import {join, resolve} from "node:path";

/** What rests on completions comes before them: in a snapshot it then never lacks what it is about. */
const first = ["verdicts", "scores", "support"];

/**
 * Puts the run of the study `id` as it is now into the folder `snapshot`, in place of what is there, and the other runs beside
 * it: a report that is made from it rests on one state, while completions and verdicts arrive. Files are linked where the file
 * system lets them, and no bytes are copied: those of a run are never changed, but replaced.
 */
export function snapshotRun(runs: string, id: string, snapshot: string): void {
  rmSync(snapshot, {recursive: true, force: true});
  mkdirSync(snapshot, {recursive: true});
  for (const name of readdirSync(runs))
    if (name !== id && !name.startsWith("."))
      symlinkSync(resolve(runs, name), join(snapshot, name), "junction");
  linkFolder(join(runs, id), join(snapshot, id));
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  const entries = readdirSync(from, {withFileTypes: true});
  for (const entry of entries.sort(
    (a, b) => Number(first.includes(b.name)) - Number(first.includes(a.name))
  )) {
    if (entry.name.startsWith(".") || /^lock-.*\.json$/.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.name.endsWith(".parquet")) linkFile(source, target);
    else copyFileSync(source, target);
  }
}

function linkFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
