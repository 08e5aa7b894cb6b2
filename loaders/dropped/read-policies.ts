import type {DroppedBenchmark, DroppedPolicy} from "../../src/metrics/dropped/drop-result.js";
import type {RawFile} from "../importing/files/raw-file.js";
import type {ImportContext, Importer} from "../importing/importer.js";
import {goldAnswer} from "../importing/joining/gold-answer.js";
import {PolicyReading} from "../importing/policy-reading.js";
import type {BenchmarkSummary} from "../importing/storing/import-record.js";
import {usualVerifier} from "../importing/usual-verifier.js";
import type {Problem} from "../schema/problem.js";
import {UserError} from "../schema/user-error.js";
import {DropBudget} from "./drop-budget.js";
import {CountingWriter, type CountingOptions} from "./counting-writer.js";
import {browserImporters} from "./importers.js";

/** A file that holds completions of a policy. */
export interface PolicySource extends ImportContext {
  policy: string;
  file: RawFile;
  importer: Importer;
  /** Id of the benchmark of every row; null: what the file calls it. */
  benchmark: string | null;
}

export interface ReadPolicies {
  policies: DroppedPolicy[];
  /** Files that could not be read to their end: of their policies nothing counts. */
  failed: {file: RawFile; error: unknown}[];
}

interface ReadPolicy {
  policy: string;
  summaries: BenchmarkSummary[];
  writers: Map<string, CountingWriter>;
  failed: ReadPolicies["failed"];
}

/** Problems by benchmark and id. */
type Problems = Map<string, Map<string, Problem>>;

/**
 * Reads policies one after the other. Problems that one policy's files know by an id are found by their prompt in the next
 * one's; a policy that lacks reference answers which a later one has is read again with them.
 */
export async function readPolicies(
  sources: readonly PolicySource[],
  {judge}: Pick<CountingOptions, "judge">
): Promise<ReadPolicies> {
  const problems: Problems = new Map();
  const budget = new DropBudget();
  const read: ReadPolicy[] = [];
  const names = [...new Set(sources.map(({policy}) => policy))];
  const readOne = async (policy: string, known: Problems): Promise<ReadPolicy> =>
    readPolicy(
      policy,
      sources.filter((source) => source.policy === policy),
      {judge, known, budget}
    );
  for (const policy of names) {
    const one = await readOne(policy, problems);
    read.push(one);
    keepProblems(one, problems);
  }
  for (const [i, {policy, writers}] of read.entries())
    if ([...writers].some(([benchmark, writer]) => lacksKnownGold(benchmark, writer, problems)))
      read[i] = await readOne(policy, problems);
  return {
    // Half of a policy is none.
    policies: read
      .filter(({failed}) => failed.length === 0)
      .map(({policy, summaries, writers}) => ({
        policy,
        benchmarks: summaries.map((summary) => droppedBenchmark(summary, writers.get(summary.benchmark)!))
      })),
    failed: read.flatMap(({failed}) => failed)
  };
}

async function readPolicy(
  policy: string,
  sources: readonly PolicySource[],
  {judge, known, budget}: Pick<CountingOptions, "judge" | "budget"> & {known: Problems}
): Promise<ReadPolicy> {
  const writers = new Map<string, CountingWriter>();
  const files = sources.map(({file}) => ({file, name: file.name, size: file.size, modified: 0}));
  const reading = new PolicyReading(
    (benchmark, joined) => {
      budget.benchmark();
      const writer = new CountingWriter({
        known: joined,
        judge,
        budget,
        isMath,
        goldOf: (problemId) => known.get(benchmark)?.get(problemId)?.gold
      });
      writers.set(benchmark, writer);
      return writer;
    },
    files,
    {others: (benchmark) => [...(known.get(benchmark)?.values() ?? [])]}
  );
  const failed: ReadPolicies["failed"] = [];
  for (const [i, {importer, columns, files: beside, benchmark}] of sources.entries()) {
    const source = {paths: [], format: null, map: columns, benchmark};
    try {
      await reading.read(files[i]!, importer, source, beside);
    } catch (error) {
      if (!(error instanceof UserError) && !(error instanceof DOMException)) throw error;
      failed.push({file: files[i]!.file, error});
    }
  }
  return {policy, summaries: await reading.close(), writers, failed};
}

/** Formats whose problems are not all of another domain: what no file names is mathematics. */
function isMath(format: string): boolean {
  const domain = browserImporters.find(({id}) => id === format)?.domain;
  return domain === undefined || domain === "math";
}

function keepProblems({summaries, writers}: ReadPolicy, problems: Problems): void {
  for (const {benchmark, domain} of summaries) {
    const known = problems.get(benchmark) ?? new Map<string, Problem>();
    problems.set(benchmark, known);
    for (const [problemId, raw] of writers.get(benchmark)!.problems()) {
      const gold = domain === "math" ? goldAnswer(raw.gold) : (raw.gold ?? null);
      const earlier = known.get(problemId);
      if (earlier === undefined)
        known.set(problemId, {
          benchmark,
          problemId,
          domain,
          prompt: raw.prompt ?? "",
          gold,
          meta: {...raw.meta}
        });
      else earlier.gold ??= gold;
    }
  }
}

function lacksKnownGold(benchmark: string, writer: CountingWriter, problems: Problems): boolean {
  if (!writer.lacksGold) return false;
  const known = problems.get(benchmark);
  for (const [problemId, {gold}] of writer.problems())
    if ((gold ?? null) === null && (known?.get(problemId)?.gold ?? null) !== null) return true;
  return false;
}

function droppedBenchmark(summary: BenchmarkSummary, writer: CountingWriter): DroppedBenchmark {
  const {
    benchmark,
    domain,
    formats,
    problems,
    completions,
    counted,
    withGold,
    skipped,
    notes,
    problemMetrics
  } = summary;
  const verdicts = writer.verdicts.all();
  const totals = verdicts.map(({verifier, n}) => [verifier, {n: n.reduce((sum, each) => sum + each, 0)}]);
  return {
    benchmark,
    formats,
    problems,
    completions,
    counted,
    identicalRepeats: writer.identicalRepeats,
    withGold,
    skipped,
    notes,
    problemMetrics,
    usualVerifier: usualVerifier({
      benchmark,
      domain,
      isRegistered: false,
      found: [summary],
      verdicts: [Object.fromEntries(totals) as Record<string, {n: number}>]
    }),
    verdicts
  };
}
