import {partialTables} from "../../../loaders/tables/partial/partial-tables.js";
import type {Column} from "../../../loaders/schema/column.js";
import {UserError} from "../../../loaders/schema/user-error.js";
import {JsonTables, type JsonFile, type JsonObject} from "./json-tables.js";
import {code, markdownTable, page} from "./markdown.js";
import {arrowTables, parquetTables, runLayout, type StoredTable} from "./stored-tables.js";

/** Files of a run beside its tables, the lines of cases.jsonl, which its loader writes as text, and what a build adds to a site. */
const interfaces = [
  ["loaders/tables/report/case-shards.ts", "CaseFile"],
  ["src/metrics/study/site-parts.ts", "SiteParts"],
  ["src/metrics/study/site-parts.ts", "TableParts"],
  ["loaders/store/manifest.ts", "Manifest"],
  ["loaders/sampling/sampling-identity.ts", "SamplingIdentity"],
  ["loaders/settling/adaptive-record.ts", "AdaptiveRecord"],
  ["loaders/scoring/scoring-identity.ts", "ScoringIdentity"]
] as const;

/** docs/data-model.md: the folder of a run, then every column of every file, from the definitions in the code. */
export function dataModelPage(repository: string): string {
  const json = new JsonTables(repository, interfaces);
  if (json.undescribed.length > 0)
    throw new UserError(
      `fields of JSON tables without a comment: ${json.undescribed.join(", ")}; write one beside each, or name it in scripts/development/docs/common-fields.ts`
    );
  return page(
    "# Data model",
    "Made by `npm run docs` from the column definitions, types and comments of the code; a test compares it with them and " +
      "with files that are really written.",
    "## The folder of a run",
    "A run lies in `data/runs/STUDY/`. Folders named `key=value` are columns too, as Hive does it: DuckDB reads them with " +
      "`hive_partitioning = true`. Files are written under a name that begins with a dot and then renamed, so that what " +
      "does not begin with a dot is whole.",
    markdownTable(
      ["path", "what is there"],
      runLayout.map(([path, meaning]) => [code(path), meaning])
    ),
    "## Parquet files",
    "Compressed with zstd. A key names a row within the run; its parts that are no columns are folders.",
    ...parquetTables.flatMap((table) => tableSection(code(table.file), table)),
    "## Partial counts",
    "Tables are not made from completions but from what was counted of them once: `verify` counts what it has judged, `build` what " +
      "is left, and `build -- --shard i/N` a part of it, on a cluster after `verify -- --shard`. A folder `KEY` holds the counts of " +
      "a unit, whole problems of one policy on one benchmark, so that nothing that is no sum (repeated texts, their places) is ever " +
      "added up from two; a cell whose files hold a few problems each has at most 16. `KEY` is a hash of the files' SHA-256 (where a " +
      "record lacks, of length and time of change) and of all else that counts depend on: the numbers of completions that experiments " +
      "count, the verifiers and their versions. A unit that does not fit is made anew. `unit.json` names its files. A table in " +
      "which a unit has no row has no file.",
    markdownTable(
      ["file", "columns"],
      Object.entries(partialTables).map(([name, columns]) => [
        code(`${name}.parquet`),
        Object.entries(columns)
          .map(([column, type]) => `${code(column)} ${type}`)
          .join(", ")
      ])
    ),
    "## Arrow tables",
    "What the site's SQL sees, in `dist/_file/data/` and, while it is built, under the names below: uncompressed Arrow IPC " +
      "streams. No file of a site has more than 25 MiB: `completions` lies in `dist/_completions/`, in parts of one benchmark " +
      "and at most 16 MB each, which `dist/_parts.json` (`SiteParts`) lists with what the site leaves out (what surely has no room is not even made); another table of " +
      "more than 16 MB is JSON (`TableParts`) that names its parts beside it. `text` is a dictionary of UTF-8; `integer` the narrowest of UInt8, UInt16 and Int32 that holds every value; " +
      "`number` a Float64, or such an integer where every value is one; `float32` a Float32. A column without any value is a " +
      "dictionary.",
    ...Object.entries(arrowTables).flatMap(([name, table]) =>
      tableSection(`${code(name)} (${table.file})`, table)
    ),
    "## JSON tables",
    "What the pages open with. Types are TypeScript's; each object is described once, below.",
    markdownTable(["file", "content", "what it is"], fileRows(json.files)),
    ...[...json.objects.values()].flatMap(objectSection)
  );
}

function tableSection(title: string, {meaning, key, columns}: StoredTable): string[] {
  const rows = Object.entries(columns).map(([name, column]) => columnRow(name, column));
  return [
    `### ${title}`,
    `${meaning} Key: ${key.map(code).join(", ")}.`,
    markdownTable(["column", "type", "unit", "meaning", "null"], rows)
  ];
}

function columnRow(name: string, {type, unit, meaning, nullWhen}: Column): string[] {
  return [code(name), type, unit ?? "", meaning, nullWhen ?? "never"];
}

/** One row for all files of the same type and meaning. */
function fileRows(files: readonly JsonFile[]): string[][] {
  const alike = new Map<string, JsonFile[]>();
  for (const file of files) {
    const key = JSON.stringify([file.type, file.meaning]);
    alike.set(key, [...(alike.get(key) ?? []), file]);
  }
  return [...alike.values()].map((group) => [
    group.map(({file}) => code(file)).join(", "),
    code(group[0]!.type),
    group[0]!.meaning
  ]);
}

function objectSection({name, source, meaning, fields}: JsonObject): string[] {
  const rows = fields.map((field) => [code(field.at), code(field.type), field.meaning]);
  return [
    `### ${code(name)}`,
    `${meaning === "" ? "" : `${meaning} `}From \`${source}\`.`,
    markdownTable(["field", "type", "meaning"], rows)
  ];
}
