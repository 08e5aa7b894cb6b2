import {mkdtempSync, rmSync} from "node:fs";
import {availableParallelism, loadavg, tmpdir} from "node:os";
import {join} from "node:path";
import {Command} from "commander";
import {readProblems} from "../../loaders/benchmarks/problems-file.js";
import {readModelFolder} from "../../loaders/engines/micro/model-folder.js";
import {Tokenizer} from "../../loaders/engines/micro/tokenizer.js";
import {exportModel} from "../../loaders/exporting/export-model.js";
import {optimizerOptions, readRecipe} from "../../loaders/training/recipe/recipe.js";
import {drawCorpus} from "../../loaders/training/supervised/corpus.js";
import {createTask} from "../../loaders/training/tasks/create-task.js";
import {positiveInteger} from "../../scripts/shared/option-values.js";
import {MicroWorker} from "./micro-worker.js";
import {startLlamaCpp, startTransformers, type Peer} from "./peers.js";
import type {TrainAnswer} from "./protocol.js";
import {rateRatios, rates, type WorkDone} from "./work-done.js";

/**
 * Generated and trained tokens a second of our engine on countdown-base, on all cores, and the ratios to llama.cpp and to
 * transformers on the exported weights where these are installed. Rounds alternate between ours and the peers, so that other
 * load on the machine meets all; rates and ratios are medians over rounds. Other load
 * moves tokens a CPU second less than tokens a second, but moves them too: threads that spin while they wait use CPU time.
 */
const options = new Command("npx tsx bench/engine/speed.ts")
  .option("--peers <folder>", "where peers are installed", process.env.BOUNDARY_PEERS ?? "/tmp/peers")
  .option("--rounds <n>", "rounds, after one that is not counted", positiveInteger, 5)
  .option("--completions <n>", "completions a round", positiveInteger, 1024)
  .option("--steps <n>", "training steps a round", positiveInteger, 10)
  .parse()
  .opts<{peers: string; rounds: number; completions: number; steps: number}>();

const folder = "data/models/countdown-base";
const settings = {temperature: 0.6, topP: 0.95, maxTokens: 48};
const rate = 1e-4;
const cores = availableParallelism();
const tokenizer = new Tokenizer(readModelFolder(folder).words);
const problems = readProblems("data/benchmarks/countdown.jsonl", "countdown");
const recipe = readRecipe(join(folder, "recipe.yaml"));
if (recipe.kind !== "pretrain") throw new Error(`${folder} has no corpus`);
const stepTexts = recipe.batch;
const drawTexts = drawCorpus(recipe, createTask(recipe.task), tokenizer);

const exported = mkdtempSync(join(tmpdir(), "bench-engine-"));
const gguf = join(exported, "model.gguf");
const huggingFace = join(exported, "hf");
await exportModel({model: folder, format: "gguf", out: gguf});
await exportModel({model: folder, format: "hf", out: huggingFace});
const ours = await MicroWorker.create(folder, settings, cores);
const started = [
  await startLlamaCpp(options.peers, gguf, {cores, end: tokenizer.end}),
  await startTransformers(options.peers, huggingFace, {
    cores,
    batchSize: 256,
    optimizer: optimizerOptions(recipe)
  })
];
const peers = started.filter((peer) => peer !== null);

const load = loadavg()[0]!.toFixed(1);
console.log(`${folder} on ${cores} cores, ${options.rounds} rounds; load average ${load} at the start`);
try {
  await compareLogprobs();
  await compareSampling("4 to 5 completions of a prompt in a call", 1);
  await compareSampling("64 completions of a prompt in a call, as a study samples", 64);
  await compareTraining();
} finally {
  for (const peer of peers) peer.close();
  await ours.close();
  rmSync(exported, {recursive: true});
}

async function compareLogprobs(): Promise<void> {
  const {texts, logprobs} = await ours.scored(promptsOf(64), 1);
  for (const peer of peers) {
    const scores = await peer.score({task: "score", texts});
    const differences = scores.flatMap((row, text) => row.map((value, at) => value - logprobs[text]![at]!));
    const largest = Math.max(...differences.map(Math.abs));
    console.log(
      `log-probabilities of ${differences.length} tokens in ${texts.length} completions: at most ${largest.toExponential(1)} from ${peer.name}`
    );
  }
}

async function compareSampling(what: string, perPrompt: number): Promise<void> {
  const prompts = promptsOf(options.completions, perPrompt);
  const tokens = prompts.map((prompt) => tokenizer.encode(prompt));
  const {own, theirs} = await alternate(
    peers,
    (round) => ours.sample(prompts, round * prompts.length),
    (peer, round) => peer.sample({task: "sample", prompts: tokens, settings, seed: round * prompts.length})
  );
  report(`generated, ${what}`, own, peers, theirs);
}

/** All train on the same batches from the same weights, so that their losses can be compared. */
async function compareTraining(): Promise<void> {
  const trainers = peers.filter((peer) => peer.train !== null);
  const batches = async (round: number) =>
    Promise.all(
      Array.from({length: options.steps}, async (_, step) => ({
        texts: await drawTexts(round * options.steps + step),
        rate
      }))
    );
  const {own, theirs} = await alternate<TrainAnswer>(
    trainers,
    async (round) => ours.train(await batches(round)),
    async (peer, round) => peer.train!({task: "train", batches: await batches(round)})
  );
  report(`trained, ${stepTexts} texts a step`, own, trainers, theirs);
  for (const [index, peer] of trainers.entries()) {
    const differences = own.flatMap(({losses}, round) =>
      losses.map((loss, step) => Math.abs(loss - theirs[index]![round]!.losses[step]!))
    );
    console.log(
      `losses of ${differences.length} training steps: at most ${Math.max(...differences).toExponential(1)} from ${peer.name}`
    );
  }
}

/** Rounds of ours and of each peer in turn; the first one warms up and is not returned. */
async function alternate<Done extends WorkDone>(
  others: readonly Peer[],
  work: (round: number) => Promise<Done>,
  peerWork: (peer: Peer, round: number) => Promise<Done>
): Promise<{own: Done[]; theirs: Done[][]}> {
  const own: Done[] = [];
  const theirs: Done[][] = others.map(() => []);
  for (let round = 0; round <= options.rounds; round++) {
    own.push(await work(round));
    for (const [index, peer] of others.entries()) theirs[index]!.push(await peerWork(peer, round));
  }
  return {own: own.slice(1), theirs: theirs.map((rounds) => rounds.slice(1))};
}

function report(
  what: string,
  own: readonly WorkDone[],
  others: readonly Peer[],
  theirs: readonly (readonly WorkDone[])[]
): void {
  console.log(`${what}: ${ratesText(own)}`);
  for (const [index, peer] of others.entries()) {
    const {perSecond, perCpuSecond} = rateRatios(own, theirs[index]!);
    console.log(`  ${peer.name}: ${ratesText(theirs[index]!)}`);
    console.log(
      `  ratio: ${perSecond.toFixed(1)} x in wall time, ${perCpuSecond.toFixed(1)} x per CPU second`
    );
  }
}

function ratesText(rounds: readonly WorkDone[]): string {
  const {perSecond, perCpuSecond} = rates(rounds);
  return `${perSecond.toFixed(0)} tokens/s, ${perCpuSecond.toFixed(0)} per CPU second`;
}

/** Prompts of the benchmark, each `perPrompt` times, over and over. */
function promptsOf(count: number, perPrompt = 1): string[] {
  return Array.from(
    {length: count},
    (_, index) => problems[Math.floor(index / perPrompt) % problems.length]!.prompt
  );
}
