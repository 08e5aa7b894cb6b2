import {join, relative} from "node:path";
import pLimit from "p-limit";
import {createRandom} from "../../src/random/keyed-random.js";
import {withImagePath} from "../benchmarks/image-path.js";
import {readProblems} from "../benchmarks/problems-file.js";
import {checkTokenRoom} from "../engines/check-token-room.js";
import type {Engine, Generation, SamplingSettings} from "../engines/engine.js";
import {openLocalModel, type LocalModel} from "../engines/local-model.js";
import {SharedResources} from "../engines/shared-resources.js";
import type {Problem} from "../schema/problem.js";
import {powerSearchFile, type PowerProbe, type PowerSearch} from "../schema/records/power-search.js";
import {UserError} from "../schema/user-error.js";
import {fileHash} from "../store/file-hash.js";
import {writeTextAtomically} from "../store/write-file.js";
import {createVerifier} from "../verification/create-verifier.js";
import type {Verifier} from "../verification/verifier.js";
import {bestPower, powerEstimate, type PowerEstimate} from "./power-estimate.js";

export interface SearchPowerOptions {
  /** Folder of the model. */
  model: string;
  /** Problems in our own format: validation data, never a held-out set. */
  benchmark: string;
  /** Id of the verifier of ours that judges their completions. */
  verifier: string;
  /** Each more than 1, ascending. */
  powers: readonly number[];
  maxTokens: number;
  /** Per problem and power, at least 2. */
  completions: number;
  seed: number;
  /** Worker threads; default: one a core. */
  workers?: number | undefined;
  onProbe?: ((probe: PowerProbe) => void) | undefined;
}

/**
 * Finds the power at which a model's pass@1 on validation problems is highest, among those given, and writes the record into the
 * model's folder. All powers draw with the same seeds. Throws a UserError for a model whose engine cannot draw from a power.
 */
export async function searchPower(options: SearchPowerOptions): Promise<PowerSearch> {
  const {model, verifier: id, completions} = options;
  if (completions < 2) throw new UserError(`--completions ${completions}: give at least 2`);
  const shared = new SharedResources(options.workers);
  const verifier = await createVerifier(id, {workers: 1});
  try {
    const opened = await openLocalModel(model, shared);
    const record = await search(opened, verifier, options);
    await writeTextAtomically(join(model, powerSearchFile), JSON.stringify(record, null, 2) + "\n");
    return record;
  } finally {
    await verifier.close();
    await shared.close();
  }
}

async function search(
  opened: LocalModel,
  verifier: Verifier,
  {model, benchmark, powers, maxTokens, completions, seed, onProbe}: SearchPowerOptions
): Promise<PowerSearch> {
  const problems = readProblems(benchmark, "validation").map((problem) =>
    withImagePath(problem, {problems: benchmark})
  );
  checkTokenRoom(problems, await opened.room(problems.map(({prompt}) => prompt)), {
    maxTokens,
    where: "--max-tokens",
    set: (fits) => `--max-tokens ${fits}`,
    model,
    benchmark
  });
  const probe = async (power: number): Promise<PowerProbe> => {
    const settings: SamplingSettings = {temperature: 1, topP: 1, maxTokens, ...(power === 1 ? {} : {power})};
    const engine = await opened.load(settings);
    try {
      const correct = await correctCounts(engine, verifier, {problems, completions, seed});
      const found = {power, ...rounded(powerEstimate(correct, completions))};
      onProbe?.(found);
      return found;
    } finally {
      await engine.close();
    }
  };
  const plain = await probe(1);
  const tried: PowerProbe[] = [];
  for (const power of powers) tried.push(await probe(power));
  return {
    model: opened.source,
    benchmark: {file: relative(model, benchmark), sha256: fileHash(benchmark)},
    problems: problems.length,
    verifier: {id: verifier.id, version: verifier.version},
    max_tokens: maxTokens,
    completions,
    seed,
    power: bestPower(tried).power,
    plain,
    search: tried
  };
}

/** Correct completions of each problem. */
async function correctCounts(
  engine: Engine,
  verifier: Verifier,
  {problems, completions, seed}: {problems: readonly Problem[]; completions: number; seed: number}
): Promise<number[]> {
  const random = createRandom("power search", seed);
  const requests = problems.flatMap(({prompt, image}) =>
    Array.from({length: completions}, () => ({
      prompt,
      seed: random.below(2 ** 32),
      ...(image === undefined ? {} : {image})
    }))
  );
  const limit = pLimit(engine.concurrency);
  const batches = Array.from({length: Math.ceil(requests.length / engine.batchSize)}, (_, batch) =>
    requests.slice(batch * engine.batchSize, (batch + 1) * engine.batchSize)
  );
  const drawn = (await Promise.all(batches.map((batch) => limit(() => engine.generate(batch))))).flat();
  const judgements = await verifier.judge(
    drawn.map((generation, i) => item(generation, problems[Math.floor(i / completions)]!))
  );
  return problems.map((_, problem) => {
    const own = judgements.slice(problem * completions, (problem + 1) * completions);
    return own.filter(({verdict}) => verdict === "correct").length;
  });
}

function item(generation: Generation | null, problem: Problem): Parameters<Verifier["judge"]>[0][number] {
  return {
    problem,
    completion: generation!.completion,
    finishReason: generation!.finishReason ?? undefined
  };
}

/** Six decimals: more are noise. */
function rounded({pass_at_1, standard_error, pass_at_n}: PowerEstimate): PowerEstimate {
  const round = (value: number) => Math.round(1e6 * value) / 1e6;
  return {pass_at_1: round(pass_at_1), standard_error: round(standard_error), pass_at_n: round(pass_at_n)};
}
