import {existsSync} from "node:fs";
import {readBenchmark} from "../benchmarks/read-benchmark.js";
import {ownEngine, policyModel} from "../engines/find-engine.js";
import {cellPrompt} from "../prompts/cell-prompt.js";
import {renderPrompt} from "../prompts/render-prompt.js";
import {publicBenchmark} from "../public-benchmarks/registry.js";
import type {Problem} from "../schema/problem.js";
import {studyCells, type StudyCell} from "../schema/study/study-cells.js";
import type {Benchmark, Policy, Study} from "../schema/study.js";
import {Database} from "../store/database.js";
import {selectFiles} from "../store/read-files.js";
import {parquetFiles, type RunFolder} from "../store/run-folder.js";
import {CHARACTERS_A_TOKEN} from "./characters-a-token.js";
import {joinWords} from "./join-words.js";

/** What drawing the completions that one policy lacks of one benchmark takes. */
export interface CellPrice {
  policy: string;
  benchmark: string;
  /** Only where completions are drawn from a power of the model's distribution. */
  power?: number;
  /** Completions per problem. */
  n: number;
  problems: number;
  /** Where the number of problems comes from: their file, or, for a set that was not fetched, the registry. */
  problems_from: "file" | "registry";
  /** Completions that are there. */
  stored: number;
  /** Problems that lack completions: requests, where one asks for all that a problem lacks. */
  requests: number;
  /** Completions that are missing: requests, where each asks for one. */
  completions: number;
  /** Tokens of the prompts of the requests, each prompt once; null where the problems are not there. */
  prompt_tokens: number | null;
  /** Whether they were counted by the model's own tokenizer, or estimated from the characters. */
  prompt_tokens_are: "exact" | "estimated" | "unknown";
  /** Tokens that the missing completions have at the most. */
  most_output_tokens: number;
}

/** The price of each cell that an engine draws, in the study's order. No model is loaded and no server asked. */
export async function priceStudy(study: Study, run: RunFolder): Promise<CellPrice[]> {
  const problems = new Map<Benchmark, readonly Problem[] | null>();
  const database = await Database.open();
  try {
    const prices: CellPrice[] = [];
    for (const cell of studyCells(study)) {
      const {policy, benchmark} = cell;
      if (policy.samples !== null) continue;
      const known = problems.get(benchmark);
      const read = known === undefined ? problemsOf(benchmark) : known;
      problems.set(benchmark, read);
      const folder = run.completions(benchmark.id, policy.id);
      prices.push(await priceCell(cell, read, await storedCompletions(database, folder, cell.n)));
    }
    return prices;
  } finally {
    database.close();
  }
}

/** Null for a public set that was not fetched. */
function problemsOf(benchmark: Benchmark): readonly Problem[] | null {
  const isAbsent = benchmark.registered !== undefined && !existsSync(benchmark.problems);
  return isAbsent ? null : readBenchmark(benchmark);
}

async function priceCell(
  {policy, benchmark, n}: StudyCell,
  problems: readonly Problem[] | null,
  stored: ReadonlyMap<string, number>
): Promise<CellPrice> {
  const there = (id: string): number => Math.min(stored.get(id) ?? 0, n);
  const lacking = problems?.filter(({problemId}) => there(problemId) < n) ?? null;
  const count = problems?.length ?? registeredCount(benchmark);
  const ids = problems?.map(({problemId}) => problemId) ?? [...stored.keys()];
  const kept = ids.reduce((sum, id) => sum + there(id), 0);
  const whole = ids.filter((id) => there(id) === n).length;
  const completions = Math.max(0, count * n - kept);
  const prompts = lacking === null ? null : await promptTokens(policy, benchmark, lacking);
  return {
    policy: policy.id,
    benchmark: benchmark.id,
    ...(policy.sampling.power === null ? {} : {power: policy.sampling.power}),
    n,
    problems: count,
    problems_from: problems === null ? "registry" : "file",
    stored: kept,
    requests: lacking?.length ?? Math.max(0, count - whole),
    completions,
    prompt_tokens: prompts?.tokens ?? null,
    prompt_tokens_are: prompts === null ? "unknown" : prompts.isExact ? "exact" : "estimated",
    most_output_tokens: completions * policy.sampling.maxTokens
  };
}

function registeredCount({registered, multipleChoice}: Benchmark): number {
  const set = publicBenchmark(registered!)!;
  return multipleChoice ? (set.withMultipleChoice ?? set.problems) : set.problems;
}

async function promptTokens(
  policy: Policy,
  benchmark: Benchmark,
  problems: readonly Problem[]
): Promise<{tokens: number; isExact: boolean}> {
  const template = cellPrompt({policy, benchmark});
  const {prefill} = policy.sampling;
  const prompts = problems.map((problem) => joinWords(renderPrompt(template, problem).prompt, prefill ?? ""));
  const engine = ownEngine(policy);
  const exact = await engine?.promptTokens?.(policyModel(engine, policy), prompts);
  const counts = exact ?? prompts.map((prompt) => Math.ceil(prompt.length / CHARACTERS_A_TOKEN));
  return {tokens: counts.reduce((sum, tokens) => sum + tokens, 0), isExact: exact !== undefined};
}

/** How many of the first n completions of each problem a folder holds. */
async function storedCompletions(
  database: Database,
  folder: string,
  n: number
): Promise<Map<string, number>> {
  const stored = await selectFiles(database, parquetFiles(folder), {
    problem_id: "VARCHAR",
    sample_index: "INTEGER"
  });
  const rows = await database.rows<{problem_id: string; count: number}>(
    `SELECT problem_id, count(*) AS count FROM (${stored}) WHERE sample_index < ${n} GROUP BY problem_id`
  );
  return new Map(rows.map(({problem_id, count}) => [problem_id, count]));
}
