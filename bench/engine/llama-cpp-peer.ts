import {createInterface} from "node:readline";
import {pathToFileURL} from "node:url";
import type {PeerRequest, ScoreAnswer} from "./protocol.js";
import {measure} from "./work-done.js";

/**
 * llama.cpp through node-llama-cpp as a peer: arguments are the package's entry file, a GGUF file, how many sequences are
 * decoded together, and the place of the end token. One thread, and the bench starts one such process a core: two threads in one
 * process did not finish a round on a loaded machine, and were not measured on an idle one. Sequences start together: one that
 * is cleared while others decode breaks up the batches.
 */
const [entry, file, sequenceCount, end] = process.argv.slice(2) as [string, string, string, string];
const parallel = Number(sequenceCount);
const {getLlama} = (await import(pathToFileURL(entry).href)) as NodeLlamaCpp;
const llama = await getLlama({gpu: false, build: "never", maxThreads: 0, logLevel: "error"});
const model = await llama.loadModel({modelPath: file});
const context = await model.createContext({sequences: parallel, ...contextOptions()});
const sequences = Array.from({length: parallel}, () => context.getSequence());
answer(`llama.cpp (node-llama-cpp, ${parallel} sequences a thread)`);
for await (const line of createInterface({input: process.stdin})) {
  const request = JSON.parse(line) as PeerRequest;
  if (request.task === "sample") answer(await measure(() => sample(request)));
  else if (request.task === "score") answer(await score(request.texts));
}
process.exit(0);

function contextOptions() {
  return {contextSize: model.trainContextSize, batchSize: 8 * parallel, threads: 1};
}

/** Draws one completion a prompt, `parallel` at a time; returns the number of tokens, end tokens included. */
async function sample({prompts, settings, seed}: PeerRequest & {task: "sample"}): Promise<number> {
  const {temperature, topP} = settings;
  let tokens = 0;
  for (let from = 0; from < prompts.length; from += parallel) {
    const part = prompts.slice(from, from + parallel);
    await Promise.all(sequences.map((sequence) => sequence.clearHistory()));
    const counts = await Promise.all(
      part.map(async (prompt, index) => {
        const options = {temperature, topP, topK: 0, seed: seed + from + index, yieldEogToken: true};
        const limit = Math.min(settings.maxTokens, model.trainContextSize - prompt.length);
        let count = 0;
        for await (const token of sequences[index]!.evaluate(prompt, options)) {
          count++;
          if (token === Number(end) || count >= limit) break;
        }
        return count;
      })
    );
    tokens += counts.reduce((sum, count) => sum + count, 0);
  }
  return tokens;
}

/** With a cache in float32: llama.cpp's default rounds keys and values to float16. */
async function score(texts: (PeerRequest & {task: "score"})["texts"]): Promise<ScoreAnswer> {
  const exact = await model.createContext({
    ...contextOptions(),
    sequences: 1,
    flashAttention: false,
    experimentalKvCacheKeyType: "F32",
    experimentalKvCacheValueType: "F32"
  });
  const sequence = exact.getSequence();
  const scores: ScoreAnswer = [];
  for (const {prompt, completion} of texts) {
    await sequence.clearHistory();
    const tokens = [...prompt, ...completion].slice(0, -1);
    const evaluated = await sequence.controlledEvaluate(
      tokens.map((token, at) => [token, {generateNext: {logits: at >= prompt.length - 1}}])
    );
    const places = evaluated.slice(prompt.length - 1);
    scores.push(completion.map((token, at) => logSoftmax(places[at]!.next.logits, token)));
  }
  await exact.dispose();
  return scores;
}

function logSoftmax(logits: ReadonlyMap<number, number>, token: number): number {
  const values = [...logits.values()];
  const largest = Math.max(...values);
  const total = values.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  return logits.get(token)! - largest - Math.log(total);
}

function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** The part of node-llama-cpp that is used here: it is no dependency, so that its own types may not be there. */
interface NodeLlamaCpp {
  getLlama: (options: object) => Promise<{loadModel: (options: object) => Promise<LlamaModel>}>;
}

interface LlamaModel {
  trainContextSize: number;
  createContext: (options: object) => Promise<{getSequence: () => Sequence; dispose: () => Promise<void>}>;
}

interface Sequence {
  clearHistory: () => Promise<void>;
  evaluate: (tokens: readonly number[], options: object) => AsyncIterable<number>;
  controlledEvaluate: (
    items: readonly (readonly [number, object])[]
  ) => Promise<{next: {logits: ReadonlyMap<number, number>}}[]>;
}
