import type {InferenceSession} from "onnxruntime-node";
import {picturePlaces, type Architecture, type Parameters} from "../architecture.js";
import {paddedLength, rowStep} from "../batching.js";
import type {PicturePatches} from "../picture-input.js";
import {createSession, floats, integers, parameterFeeds, pictureFeeds} from "../session.js";
import type {Tokenizer} from "../tokenizer.js";
import {TextTree, type TreeRows} from "./text-tree.js";
import {treeGraph} from "./tree-graph.js";

/** What the texts of a tree begin with, and how far to look. */
export interface TreeRoot {
  /** The prompt, and the tokens of the completion that are fixed. */
  tokens: readonly number[];
  /** Only read by a model with a picture. */
  picture?: PicturePatches;
  /** Tokens that a text may still have; it is cut there. */
  room: number;
  /** The least log-probability (nats) of a beginning that is looked at further, from the root on. */
  threshold: number;
}

/** Roots of one run at most, and beginnings that one of its levels can have at most: their probabilities sum to 1. Bounds its memory. */
const ROOTS = 32;
const LEVEL = 8192;

/** Grows trees of texts with one onnxruntime session. A tree depends on the weights and its root alone, bit for bit. */
export class TreeGrower {
  private readonly session: InferenceSession;
  private readonly architecture: Architecture;
  private readonly end: number;

  private constructor(session: InferenceSession, architecture: Architecture, end: number) {
    this.session = session;
    this.architecture = architecture;
    this.end = end;
  }

  static async create(architecture: Architecture, {end}: Pick<Tokenizer, "end">): Promise<TreeGrower> {
    return new TreeGrower(await createSession(treeGraph(architecture, end)), architecture, end);
  }

  /** A tree per root, in order. A root and its room fit the context. */
  async grow(parameters: Parameters, roots: readonly TreeRoot[], power: number): Promise<TextTree[]> {
    const trees: TextTree[] = [];
    for (const {length, indices} of rootRuns(roots, this.architecture)) {
      const own = indices.map((index) => roots[index]!);
      const rows = await this.run(parameters, own, length);
      for (const [at, index] of indices.entries())
        trees[index] = new TextTree(rows[at]!, {power, endToken: this.end, room: own[at]!.room});
    }
    return trees;
  }

  async close(): Promise<void> {
    await this.session.release();
  }

  private async run(parameters: Parameters, roots: readonly TreeRoot[], length: number): Promise<TreeRows[]> {
    const {picture, vocabulary} = this.architecture;
    const places = picturePlaces(picture);
    const count = Math.ceil(roots.length / rowStep) * rowStep;
    const prompts = new BigInt64Array(count * length);
    const lengths = new BigInt64Array(count).fill(BigInt(places + 1));
    const limits = new BigInt64Array(count);
    const starts = new Float32Array(count).fill(-Infinity);
    const thresholds = new Float32Array(count);
    for (const [row, {tokens, room, threshold}] of roots.entries()) {
      for (const [at, token] of tokens.entries()) prompts[row * length + at] = BigInt(token);
      lengths[row] = BigInt(places + tokens.length);
      limits[row] = BigInt(places + tokens.length + room - 1);
      starts[row] = 0;
      thresholds[row] = threshold;
    }
    const pictures = roots.map((root) => root.picture);
    const outputs = await this.session.run({
      ...parameterFeeds(this.architecture, parameters),
      prompts: integers(prompts, [count, length]),
      prompt_lengths: integers(lengths, [count]),
      limits: integers(limits, [count]),
      ...pictureFeeds(pictures, count, picture),
      starts: floats(starts, [count]),
      thresholds: floats(thresholds, [count]),
      levels: integers(BigInt64Array.of(BigInt(Math.max(...roots.map(({room}) => room)) - 1)), [])
    });
    return rowsByRoot(
      {
        logprobs: outputs.logprobs!.data as Float32Array,
        parents: outputs.parents!.data as BigInt64Array,
        tokens: outputs.tokens!.data as BigInt64Array,
        sums: outputs.sums!.data as Float32Array
      },
      roots.length,
      vocabulary
    );
  }
}

/** Roots of one padded length run together, as many as `ROOTS` and `LEVEL` allow, at least one. */
function rootRuns(
  roots: readonly TreeRoot[],
  {context, picture}: Architecture
): {length: number; indices: number[]}[] {
  const runs: {length: number; indices: number[]; level: number}[] = [];
  for (const [index, {tokens, threshold}] of roots.entries()) {
    const length = Math.min(paddedLength(tokens.length), context - picturePlaces(picture));
    const level = Math.exp(-threshold);
    const open = runs.find(
      (run) => run.length === length && run.indices.length < ROOTS && run.level + level <= LEVEL
    );
    if (open) {
      open.indices.push(index);
      open.level += level;
    } else runs.push({length, indices: [index], level});
  }
  return runs;
}

/** The rows of each root, those of nobody left out. */
function rowsByRoot(
  all: {logprobs: Float32Array; parents: BigInt64Array; tokens: BigInt64Array; sums: Float32Array},
  roots: number,
  vocabulary: number
): TreeRows[] {
  const root = new Int32Array(all.sums.length);
  const place = new Int32Array(all.sums.length);
  const members: number[][] = Array.from({length: roots}, () => []);
  for (const [row, sum] of all.sums.entries()) {
    if (sum === -Infinity) continue;
    const parent = Number(all.parents[row]!);
    root[row] = parent < 0 ? row : root[parent]!;
    place[row] = members[root[row]]!.push(row) - 1;
  }
  return members.map((rows) => {
    const logprobs = new Float32Array(rows.length * vocabulary);
    for (const [at, row] of rows.entries())
      logprobs.set(all.logprobs.subarray(row * vocabulary, (row + 1) * vocabulary), at * vocabulary);
    const parents = Int32Array.from(rows, (row) =>
      all.parents[row]! < 0n ? -1 : place[Number(all.parents[row]!)]!
    );
    return {logprobs, parents, tokens: Int32Array.from(rows, (row) => Number(all.tokens[row]!))};
  });
}
