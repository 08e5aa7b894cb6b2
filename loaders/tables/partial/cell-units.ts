import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {type} from "arktype";
import {bucketOf} from "../../schema/sharding/shard.js";
import {selectFiles} from "../../store/read-files.js";
import {quote, type Database} from "../../store/database.js";
import {readRecord} from "../../store/file-record.js";
import type {CellSource} from "./cell-source.js";

/** Completions that partial counts are made of together: whole problems of one cell, with their files. */
export interface CellUnit {
  source: CellSource;
  /** Names of the files of completions; the verdicts have the same. */
  names: string[];
  /** Of the files and of all else that the counts depend on; the name of the unit's folder. */
  key: string;
  /** One problem of the unit, the first by name: it tells to which shard the unit belongs; null where nobody had to read it. */
  problem: string | null;
}

const unitRecord = type({names: "string[]", problem: "string | null"});

/** In a unit's folder: the files that it was made from, and one of its problems. */
export type UnitRecord = typeof unitRecord.infer;

/** Units of a cell, at most. Files of shards hold a few problems each; as many units would be more files than completions need. */
const MOST_UNITS = 16;

/** Name of the file with the `UnitRecord`. */
export const UNIT_RECORD = "unit.json";

/**
 * The units of a cell: completions that share no problem with those of other units, so that what is counted of a problem is never
 * added up from two. Files alone tell them while the units in `folder` cover all of them; else the problems of the files are read.
 */
export async function cellUnits(
  source: CellSource,
  folder: string,
  database: () => Promise<Database>
): Promise<CellUnit[]> {
  const identity = fileIdentities(source);
  const known = storedUnits(folder).flatMap(({key, names, problem}) =>
    names.every((name) => identity.has(name)) && unitKey(source, identity, names) === key
      ? [{source, names, key, problem}]
      : []
  );
  const covered = known.flatMap(({names}) => names);
  if (covered.length === source.completions.length && new Set(covered).size === covered.length) return known;
  const groups = await fileGroups(source, await database());
  return groups.map(({names, problem}) => ({
    source,
    names,
    key: unitKey(source, identity, names),
    problem
  }));
}

/** The units that lie in a folder, whatever they were made from. Of one whose record is damaged nothing is known. */
export function storedUnits(folder: string): (UnitRecord & {key: string})[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((key) => {
    const file = join(folder, key, UNIT_RECORD);
    if (key.startsWith(".") || !existsSync(file)) return [];
    const record = recordIn(readFileSync(file, "utf8"));
    return record === null ? [] : [{key, ...record}];
  });
}

function recordIn(text: string): UnitRecord | null {
  try {
    return unitRecord.assert(JSON.parse(text));
  } catch {
    return null;
  }
}

/** By name of a file of completions, what tells its content and that of its verdicts. */
function fileIdentities({completions, verdicts}: CellSource): Map<string, string[]> {
  const identities = new Map(identified(completions));
  const others: string[] = [];
  for (const {files} of verdicts)
    for (const [name, identity] of identified(files)) (identities.get(name) ?? others).push(...identity);
  // Verdicts in files of their own can be of any completion.
  if (others.length > 0) for (const each of identities.values()) each.push(...others);
  return identities;
}

/**
 * Files of one folder by name, each with the hash that the folder's records have of it; with length and time of change where they
 * do not know it, or not with this length, or in two versions of this length.
 */
function identified(files: readonly string[]): [name: string, identity: string[]][] {
  const [first] = files;
  if (first === undefined) return [];
  const record = readRecord(dirname(first));
  return files.map((file) => {
    const {size, mtimeMs} = statSync(file);
    const entries = (record.get(basename(file)) ?? []).flatMap(({newest, stored}) =>
      [newest, ...(stored === null ? [] : [stored])].filter(({bytes}) => bytes === size)
    );
    const hashes = [...new Set(entries.map(({sha256}) => sha256))];
    return [basename(file), [hashes.length === 1 ? hashes[0]! : `${size} ${Math.floor(mtimeMs)}`]];
  });
}

function unitKey({terms}: CellSource, identity: Map<string, string[]>, names: readonly string[]): string {
  const files = names.map((name) => [name, ...identity.get(name)!]);
  return createHash("sha256")
    .update(JSON.stringify([terms, files]))
    .digest("hex")
    .slice(0, 20);
}

/** Files of a cell that share problems, one after the other: the groups in the order of their first files. */
async function fileGroups(
  {cell, completions, verdicts}: CellSource,
  database: Database
): Promise<UnitRecord[]> {
  const names = completions.map((file) => basename(file));
  await selectFiles(database, completions, {problem_id: "VARCHAR"});
  const rows = await database.rows<{file: string; problem_id: string}>(
    `SELECT DISTINCT parse_filename(filename) AS file, problem_id
     FROM read_parquet([${completions.map(quote).join(", ")}], filename = true, hive_partitioning = false)`
  );
  const benchmark = cell.benchmark.id;
  const isApart = verdicts.every(({files}) => files.every((file) => names.includes(basename(file))));
  const parent = new Map(names.map((name) => [name, name]));
  const rootOf = (name: string): string => {
    let root = name;
    while (parent.get(root) !== root) {
      // Halves the way for whoever comes next: a cell has up to 10^5 files.
      const above = parent.get(parent.get(root)!)!;
      parent.set(root, above);
      root = above;
    }
    return root;
  };
  const owner = new Map<string, string>();
  for (const {file, problem_id} of rows) {
    const other = isApart ? (owner.get(problem_id) ?? file) : names[0]!;
    owner.set(problem_id, other);
    const [a, b] = [rootOf(file), rootOf(other)].sort() as [string, string];
    parent.set(b, a);
  }
  const groups = new Map<string, UnitRecord>();
  for (const name of names) addTo(groups, rootOf(name), [name], null);
  for (const {file, problem_id} of rows) addTo(groups, rootOf(file), [], problem_id);
  return groups.size <= MOST_UNITS ? [...groups.values()] : joinGroups([...groups.values()], benchmark);
}

/** Joins the groups of a cell whose files hold few problems each into few units, by a number that never changes. */
function joinGroups(groups: readonly UnitRecord[], benchmark: string): UnitRecord[] {
  const joined = new Map<number, UnitRecord>();
  for (const {names, problem} of groups)
    addTo(joined, bucketOf(benchmark, problem ?? "") % MOST_UNITS, names, problem);
  return [...joined].sort(([a], [b]) => a - b).map(([, group]) => group);
}

function addTo<K>(
  groups: Map<K, UnitRecord>,
  key: K,
  names: readonly string[],
  problem: string | null
): void {
  const group = groups.get(key) ?? {names: [], problem: null};
  groups.set(key, group);
  group.names.push(...names);
  if (problem !== null && (group.problem === null || problem < group.problem)) group.problem = problem;
}
