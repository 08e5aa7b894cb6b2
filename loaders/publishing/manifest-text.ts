import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {readReportManifest} from "../publication/identity/read-manifest.js";
import {MANIFEST} from "../publication/identity/report-manifest.js";
import {UserError} from "../schema/user-error.js";
import type {Published} from "./target.js";

/** What lies at a place whose manifest has this text; null: it has none. `where` begins what is said of something else. */
export function publishedText(text: string | null, where: string): Published {
  const other = {kind: "other", what: `${where} without a report's ${MANIFEST}`} as const;
  if (text === null) return other;
  const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-manifest-"));
  try {
    writeFileSync(join(folder, MANIFEST), text);
    return {kind: "report", manifest: readReportManifest(join(folder, MANIFEST))};
  } catch (error) {
    if (error instanceof UserError) return other;
    throw error;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
