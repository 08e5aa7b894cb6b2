import {join, relative} from "node:path";
import {withImagePath} from "../benchmarks/image-path.js";
import {readProblems} from "../benchmarks/problems-file.js";
import {checkTokenRoom} from "../engines/check-token-room.js";
import {openLocalModel, type LocalModel} from "../engines/local-model.js";
import {SharedResources} from "../engines/shared-resources.js";
import type {PromptTemplate} from "../prompts/prompt-template.js";
import {renderPrompt} from "../prompts/render-prompt.js";
import type {Problem} from "../schema/problem.js";
import {UserError} from "../schema/user-error.js";
import {fileHash} from "../store/file-hash.js";
import {writeTextAtomically} from "../store/write-file.js";
import type {EntropyEstimate} from "./entropy-estimate.js";
import {matchTemperature, type Probe, type TemperatureMatch} from "./match-temperature.js";
import {measureEntropy} from "./measure-entropy.js";

/** Name of the record in the folder of the model whose temperature was sought. */
export const recordFile = "matched-temperature.json";

export interface MatchEntropyOptions {
  /** Folder of the model whose temperature is sought; the record goes there. */
  model: string;
  /** Folder of the model whose entropy is to be matched. */
  reference: string;
  referenceTemperature: number;
  /** Of both models. */
  topP: number;
  maxTokens: number;
  /** Problems in our own format: validation data, never a held-out set. */
  benchmark: string;
  /** Template that both are asked in; without it problems are asked as they stand. */
  prompt?: PromptTemplate | undefined;
  /** Completions per problem. */
  completions: number;
  seed: number;
  /** Worker threads; default: one a core. */
  workers?: number | undefined;
  onReference?: ((reference: EntropyEstimate) => void) | undefined;
  onProbe?: ((probe: Probe) => void) | undefined;
}

/** What is stored of a search; the same inputs give the same bytes. Paths are relative to the model's folder, entropies in nats. */
export interface MatchedTemperature {
  /** Identity of the model's weights. */
  model: string;
  reference: {folder: string; source: string; temperature: number} & EntropyEstimate;
  benchmark: {file: string; sha256: string};
  /** SHA-256 of the prompt template; only where there is one. */
  prompt?: string;
  top_p: number;
  max_tokens: number;
  /** Per problem. */
  completions: number;
  seed: number;
  outcome: TemperatureMatch["outcome"];
  /** Null where the reference's entropy cannot be reached. */
  temperature: number | null;
  nearest: Probe;
  search: Probe[];
}

/**
 * Finds the temperature at which a model's mean token entropy on the benchmark equals that of the reference, and
 * writes the record into the model's folder.
 */
export async function matchEntropy(options: MatchEntropyOptions): Promise<MatchedTemperature> {
  const shared = new SharedResources(options.workers);
  try {
    const record = await search(options, shared);
    await writeTextAtomically(join(options.model, recordFile), JSON.stringify(record, null, 2) + "\n");
    return record;
  } finally {
    await shared.close();
  }
}

async function search(options: MatchEntropyOptions, shared: SharedResources): Promise<MatchedTemperature> {
  const {benchmark, prompt, referenceTemperature, topP, maxTokens, completions, seed} = options;
  const draws = {problems: askedProblems(readValidation(benchmark), prompt), completions, seed};
  const model = await openLocalModel(options.model, shared);
  const reference = await openLocalModel(options.reference, shared);
  for (const [folder, {room}] of [
    [options.model, model],
    [options.reference, reference]
  ] as const) {
    checkTokenRoom(draws.problems, await room(draws.problems.map(({prompt}) => prompt)), {
      maxTokens,
      where: "--max-tokens",
      set: (fits) => `--max-tokens ${fits}`,
      model: folder,
      benchmark
    });
  }
  const entropyOf = async ({load}: LocalModel, temperature: number): Promise<EntropyEstimate> => {
    const engine = await load({temperature, topP, maxTokens});
    try {
      return rounded(await measureEntropy(engine, draws));
    } finally {
      await engine.close();
    }
  };
  const target = await entropyOf(reference, referenceTemperature);
  options.onReference?.(target);
  const match = await matchTemperature(target.entropy, referenceTemperature, async (temperature) => {
    const estimate = await entropyOf(model, temperature);
    options.onProbe?.({temperature, ...estimate});
    return estimate;
  });
  return {
    model: model.source,
    reference: {
      folder: relative(options.model, options.reference),
      source: reference.source,
      temperature: referenceTemperature,
      ...target
    },
    benchmark: {file: relative(options.model, benchmark), sha256: fileHash(benchmark)},
    ...(prompt === undefined ? {} : {prompt: prompt.sha256}),
    top_p: topP,
    max_tokens: maxTokens,
    completions,
    seed,
    outcome: match.outcome,
    temperature: match.outcome === "matched" ? match.nearest.temperature : null,
    nearest: match.nearest,
    search: match.search
  };
}

function readValidation(file: string): Problem[] {
  return readProblems(file, "validation").map((problem) => withImagePath(problem, {problems: file}));
}

/** The problems with what a model is sent as their prompts. Throws a UserError for a chat: local models take none. */
function askedProblems(problems: Problem[], prompt: PromptTemplate | undefined): Problem[] {
  if (prompt === undefined) return problems;
  if (prompt.text === null || prompt.stop.length > 0)
    throw new UserError(
      `--prompt ${prompt.id}: a local model takes neither messages nor stop: name a prompt of text alone`
    );
  return problems.map((problem) => ({...problem, prompt: renderPrompt(prompt, problem).prompt}));
}

/** Six decimals: more are noise, and would differ between processors. */
function rounded({entropy, standard_error}: EntropyEstimate): EntropyEstimate {
  const round = (value: number) => Math.round(1e6 * value) / 1e6;
  return {entropy: round(entropy), standard_error: round(standard_error)};
}
