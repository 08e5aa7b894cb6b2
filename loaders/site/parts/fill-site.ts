import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {bytes} from "../../../src/findings/shared/format.js";
import type {BenchmarkCounts} from "../../../src/metrics/counts/benchmark-counts.js";
import {
  SITE_PARTS,
  type CompletionPart,
  type LeftOut,
  type MissingCompletions,
  type MissingTexts,
  type SiteParts
} from "../../../src/metrics/study/site-parts.js";
import type {StudySummary} from "../../../src/metrics/study/study-summary.js";
import type {Study} from "../../schema/study.js";
import {UserError} from "../../schema/user-error.js";
import {caseLines, writeCaseFiles} from "../case-files.js";
import {writeCompletionParts, writeEmptyPart} from "./completion-parts.js";
import {fileSizes} from "./file-sizes.js";
import {HOST_BYTES} from "./part-sizes.js";
import {firstRead} from "../../../src/metrics/site/first-read.js";
import {benchmarkOrder, chooseParts, type WeighedCase} from "../../../src/metrics/site/site-budget.js";

export interface FillOptions {
  /** Folder of the tables that the loaders made. */
  data: string;
  study: Pick<Study, "experiments" | "benchmarks">;
  /** Bytes that the whole site may have; null for any number. */
  siteBytes: number | null;
}

/** Bytes of a part without rows, at most. */
const EMPTY_PART = 10_000;

/** A problem's file, before it is written. */
interface Case extends WeighedCase {
  problemId: string;
  /** Whether the loader made its text. */
  isMade: boolean;
}

/**
 * Adds to a site, whose pages are finished, what grows with the study: completions in parts, and the texts of each problem,
 * as many as the site has room for. `_parts.json` says what it has. Throws a UserError where the pages and what they open
 * alone have no room.
 */
export async function fillSite(site: string, {data, study, siteBytes}: FillOptions): Promise<SiteParts> {
  const taken = folderBytes(site);
  const table = join(data, "completions.arrow");
  const completions = await writeCompletionParts(table, site);
  const cases = await weighCases(data);
  const benchmarks = benchmarkOrder(study);
  const left = unmade(data);
  const sums = benchmarkSums(completions, benchmarks);
  const room = roomFor(siteBytes, taken + indexBytes(completions, [...sums, ...left], cases));
  const made = cases.filter(({isMade}) => isMade);
  const chosen = chooseParts(sums, made, {room, benchmarks, mostOfFile: HOST_BYTES});
  const [kept, dropped] = divide(
    completions,
    ({benchmark}) => benchmark === null || chosen.completions.has(benchmark)
  );
  for (const {path} of dropped) rmSync(join(site, path));
  const lines = join(data, "cases.jsonl");
  await writeCaseFiles(lines, site, chosen.cases);
  const parts: SiteParts = {
    siteBytes,
    completions: kept.length === 0 ? [await writeEmptyPart(table, site)] : kept,
    withoutCompletions: inOrder([...sums, ...left], benchmarks).filter(
      ({benchmark}) => !chosen.completions.has(benchmark)
    ),
    withoutTexts: withoutTexts(
      cases.filter(({path}) => !chosen.cases.has(path)),
      benchmarks
    )
  };
  writeFileSync(join(site, SITE_PARTS), JSON.stringify(parts));
  return parts;
}

/** Bytes of all files in a folder. */
export function folderBytes(folder: string): number {
  return fileSizes(folder).reduce((sum, {bytes: size}) => sum + size, 0);
}

/** Benchmarks whose completions the loader saw to have no room, and did not make. */
function unmade(data: string): MissingCompletions[] {
  const file = join(data, "left-out.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as LeftOut).completions : [];
}

function inOrder(rows: readonly MissingCompletions[], benchmarks: readonly string[]): MissingCompletions[] {
  return benchmarks.flatMap((benchmark) => rows.filter((row) => row.benchmark === benchmark));
}

function benchmarkSums(
  parts: readonly CompletionPart[],
  benchmarks: readonly string[]
): MissingCompletions[] {
  return benchmarks.flatMap((benchmark) => {
    const own = parts.filter((part) => part.benchmark === benchmark);
    if (own.length === 0) return [];
    const sum = (of: "rows" | "bytes"): number => own.reduce((total, part) => total + part[of], 0);
    return [{benchmark, rows: sum("rows"), bytes: sum("bytes")}];
  });
}

async function weighCases(data: string): Promise<Case[]> {
  const ranks = firstRanks(data);
  const cases: Case[] = [];
  for await (const {path, benchmark, problemId, text, bytes: size} of caseLines(join(data, "cases.jsonl"))) {
    const rank = ranks.get(benchmark)?.get(problemId) ?? null;
    cases.push({path, benchmark, problemId, bytes: size, firstRead: rank, isMade: text !== null});
  }
  return cases;
}

/** By benchmark, the places of the problems that a reader opens first. */
function firstRanks(data: string): Map<string, Map<string, number>> {
  const file = join(data, "counts.json");
  if (!existsSync(file)) return new Map();
  const counts = JSON.parse(readFileSync(file, "utf8")) as BenchmarkCounts[];
  const {policies} = JSON.parse(readFileSync(join(data, "study.json"), "utf8")) as StudySummary;
  return new Map(
    counts.map((each) => [each.benchmark, new Map(firstRead(each, policies).map((id, rank) => [id, rank]))])
  );
}

/** Bytes that `_parts.json` and a part without rows have at most. */
function indexBytes(
  completions: readonly CompletionPart[],
  withoutCompletions: MissingCompletions[],
  cases: readonly Case[]
): number {
  const benchmarks = [...new Set(cases.map(({benchmark}) => benchmark))];
  const fullest: SiteParts = {
    siteBytes: Number.MAX_SAFE_INTEGER,
    completions: [...completions],
    withoutCompletions,
    withoutTexts: withoutTexts(cases, benchmarks)
  };
  return Buffer.byteLength(JSON.stringify(fullest)) + EMPTY_PART;
}

function withoutTexts(cases: readonly Case[], benchmarks: readonly string[]): MissingTexts[] {
  return benchmarks.flatMap((benchmark) => {
    const own = cases.filter((each) => each.benchmark === benchmark);
    if (own.length === 0) return [];
    const size = own.reduce((sum, each) => sum + each.bytes, 0);
    return [{benchmark, problemIds: own.map(({problemId}) => problemId), bytes: size}];
  });
}

function roomFor(siteBytes: number | null, needed: number): number {
  if (siteBytes === null) return Infinity;
  if (needed <= siteBytes) return siteBytes - needed;
  throw new UserError(
    `--site-bytes allows ${bytes(siteBytes)}; the pages of this report and the tables that they open have ${bytes(needed)}: ` +
      `give --site-bytes ${Math.ceil(needed / 1e6)}MB or more`
  );
}

function divide<T>(rows: readonly T[], isFirst: (row: T) => boolean): [T[], T[]] {
  return [rows.filter(isFirst), rows.filter((row) => !isFirst(row))];
}
