import {existsSync, statSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {withImagePath} from "../benchmarks/image-path.js";
import {readProblems} from "../benchmarks/problems-file.js";
import {checkTokenRoom} from "../engines/check-token-room.js";
import {openLocalModel, type LocalModel} from "../engines/local-model.js";
import {openServedModel} from "../engines/served-at.js";
import {isServedName} from "../engines/served-name.js";
import {SharedResources} from "../engines/shared-resources.js";
import type {PromptTemplate} from "../prompts/prompt-template.js";
import {renderPrompt} from "../prompts/render-prompt.js";
import type {Problem} from "../schema/problem.js";
import {UserError} from "../schema/user-error.js";
import {fileHash} from "../store/file-hash.js";
import {writeTextAtomically} from "../store/write-file.js";
import {command} from "../workspace/command.js";
import type {EntropyEstimate} from "./entropy-estimate.js";
import {matchTemperature, type Probe, type TemperatureMatch} from "./match-temperature.js";
import {measureEntropy, type AskedProblem} from "./measure-entropy.js";

/** Name of the record in the folder of the model whose temperature was sought. */
export const recordFile = "matched-temperature.json";

export interface MatchEntropyOptions {
  /** Folder of the model whose temperature is sought, or `http://HOST:PORT#MODEL`. */
  model: string;
  /** The model whose entropy is to be matched, in a folder where the other is in one, at a server where the other is. */
  reference: string;
  /** File of the record; models at servers need one. Default: `recordFile` in the model's folder. */
  out?: string | undefined;
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
  /** Told what servers can do. */
  say?: ((line: string) => void) | undefined;
  onReference?: ((reference: EntropyEstimate) => void) | undefined;
  onProbe?: ((probe: Probe) => void) | undefined;
}

/** What is stored of a search; the same inputs give the same bytes. Paths are relative to the record's folder, entropies in nats. */
export interface MatchedTemperature {
  /** Identity of the model's weights, or its name at its server. */
  model: string;
  /** Only of models at servers: entropies are lower bounds from the likeliest tokens. */
  entropy?: "lower bound";
  /** Where the model is served; only of models at servers. */
  served?: string;
  /** `folder` is where it is served, for a model at a server. */
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
 * Finds the temperature at which a model's mean token entropy on the benchmark equals that of the reference, and writes the
 * record into the model's folder or to `out`. Of models at servers a lower bound of the entropy is compared; an exact entropy
 * and a bound are not.
 */
export async function matchEntropy(options: MatchEntropyOptions): Promise<MatchedTemperature> {
  const shared = new SharedResources(options.workers);
  try {
    const file = recordPath(options);
    const record = await search(options, shared, dirname(file));
    await writeTextAtomically(file, JSON.stringify(record, null, 2) + "\n");
    return record;
  } finally {
    await shared.close();
  }
}

/** Where the record goes. Throws a UserError for two models that cannot be compared, and where nobody says where. */
function recordPath({model, reference, out}: MatchEntropyOptions): string {
  if (isServedName(model) !== isServedName(reference))
    throw new UserError(
      `--model ${model} and --reference ${reference}: of a model at a server only a lower bound of the entropy is known, which an exact one is not compared with: serve the other one too (${command("serve-model")})`
    );
  if (out !== undefined && existsSync(out) && statSync(out).isDirectory())
    throw new UserError(`--out ${out}: is a folder: name a file in it, such as ${join(out, recordFile)}`);
  if (out !== undefined) return resolve(out);
  if (!isServedName(model)) return join(model, recordFile);
  throw new UserError(`--model ${model} has no folder: give --out the file that the record is to go to`);
}

async function search(
  options: MatchEntropyOptions,
  shared: SharedResources,
  folder: string
): Promise<MatchedTemperature> {
  const {benchmark, prompt, referenceTemperature, topP, maxTokens, completions, seed} = options;
  const isServed = isServedName(options.model);
  const draws = {problems: askedProblems(readValidation(benchmark), prompt, isServed), completions, seed};
  const open = (name: string, option: string): Promise<LocalModel> =>
    isServed ? openServedModel(name, option, options.say ?? (() => undefined)) : openLocalModel(name, shared);
  const model = await open(options.model, "--model");
  const reference = await open(options.reference, "--reference");
  for (const [name, {room}] of [
    [options.model, model],
    [options.reference, reference]
  ] as const) {
    checkTokenRoom(draws.problems, await room(draws.problems.map(({prompt}) => prompt)), {
      maxTokens,
      where: "--max-tokens",
      set: (fits) => `--max-tokens ${fits}`,
      model: name,
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
    ...(isServed ? {entropy: "lower bound" as const, served: options.model} : {}),
    reference: {
      folder: isServed ? options.reference : relative(folder, options.reference),
      source: reference.source,
      temperature: referenceTemperature,
      ...target
    },
    benchmark: {file: relative(folder, benchmark), sha256: fileHash(benchmark)},
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

/** The problems with what a model is sent for them. Throws a UserError for a chat where local models are asked: they take none. */
function askedProblems(
  problems: Problem[],
  prompt: PromptTemplate | undefined,
  isServed: boolean
): AskedProblem[] {
  if (prompt === undefined) return problems;
  if (isServed) return problems.map((problem) => ({...problem, ...renderPrompt(prompt, problem)}));
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
