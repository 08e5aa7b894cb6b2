import {findRawFiles} from "../../../loaders/importing/files/find-files.js";
import {detectImporter} from "../../../loaders/importing/find-importer.js";
import type {
  RawCompletion,
  RawCount,
  RawNotice,
  RawRow,
  RawVerdict,
  SkippedRow
} from "../../../loaders/importing/raw-row.js";

interface RawRows {
  /** Ids of the formats that were found, each once. */
  formats: string[];
  completions: RawCompletion[];
  counts: RawCount[];
  verdicts: RawVerdict[];
  notices: RawNotice[];
  skipped: SkippedRow[];
}

/** What the importers find in files: formats are detected, every row is read. */
export async function rawRows(
  paths: readonly string[],
  columns: Readonly<Record<string, string>> = {}
): Promise<RawRows> {
  const files = await findRawFiles(paths, "a test");
  const formats = new Set<string>();
  const rows: RawRow[] = [];
  for (const file of files) {
    const importer = await detectImporter(file, {columns});
    if (importer === null) continue;
    formats.add(importer.id);
    for await (const batch of importer.read(file, {columns, files})) rows.push(...batch);
  }
  return {
    formats: [...formats],
    completions: rows.filter((row) => row.kind === "completion"),
    counts: rows.filter((row) => row.kind === "count"),
    verdicts: rows.filter((row) => row.kind === "verdict"),
    notices: rows.filter((row) => row.kind === "notice"),
    skipped: rows.filter((row) => row.kind === "skipped")
  };
}
