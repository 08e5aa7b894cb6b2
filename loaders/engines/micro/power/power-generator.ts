import {createRandom} from "../../../../src/random/keyed-random.js";
import type {Random} from "../../../../src/random/random.js";
import {picturePlaces, type Architecture, type Parameters} from "../architecture.js";
import {paddedLength} from "../batching.js";
import type {GenerationJob} from "../generator.js";
import {makePromptRuns} from "../prompt-runs.js";
import type {Tokenizer} from "../tokenizer.js";
import {TreeGrower, type TreeRoot} from "./tree-grower.js";
import type {TextTree} from "./text-tree.js";

/** A completion drawn from a power of the distribution of whole completions. */
export interface PowerTokens {
  /** With the end token, if the model wrote one. */
  tokens: number[];
  /** Whether the model ended the completion; false where the token limit cut it. */
  ended: boolean;
  /** Sum of the tokens' log-probabilities (nats) under the model itself. */
  sumLogprob: number;
}

/** How completions are drawn. */
export interface PowerSettings {
  /** More than 1. */
  power: number;
  maxTokens: number;
}

/** A tree is grown until so much of its weight lies on whole texts, or until it has so many rows. */
const ENOUGH = 0.9;
const MOST_ROWS = 4000;
/** A tree is first looked at down to this probability, then down to this part of it, and so on; below a leaf once. */
const FIRST = Math.log(1 / 16);
const FINER = Math.log(1 / 8);
const BELOW = Math.log(1 / 4);
/** Trees that are kept for the next call: those of a benchmark's problems. */
const MOST_KEPT = 256;
/** Draws of one completion that may fail. */
export const MOST_ATTEMPTS = 10_000;

/** A completion that is not drawn yet. */
interface Pending {
  job: number;
  random: Random;
  attempts: number;
  /** What its completion begins with for sure, and the log-probability of that. */
  begun: number[];
  logprob: number;
}

/**
 * Draws completions y with probability proportional to p(y)^power, where p is the model's own distribution of whole completions, at
 * temperature 1 from all tokens. Exact, by rejection: a leaf of the tree is drawn by its weight; a whole text is the completion; below
 * a beginning, which weighs more than its texts, a tree of its own is grown, and the draw fails with what the beginning weighs too
 * much, and starts anew. So every completion is an independent draw, and depends on weights, prompt, picture, settings and seed alone.
 * After the proposal by the trees of Dymetman, Bouchard and Carter (2012), "The OS* algorithm".
 */
export class PowerGenerator {
  private readonly grower: TreeGrower;
  private readonly architecture: Architecture;
  private readonly end: number;
  private kept: (PowerSettings & {parameters: Parameters; trees: Map<string, TextTree>}) | null = null;

  private constructor(grower: TreeGrower, architecture: Architecture, end: number) {
    this.grower = grower;
    this.architecture = architecture;
    this.end = end;
  }

  static async create(
    architecture: Architecture,
    tokenizer: Pick<Tokenizer, "end">
  ): Promise<PowerGenerator> {
    return new PowerGenerator(await TreeGrower.create(architecture, tokenizer), architecture, tokenizer.end);
  }

  /** One completion per job, in order; null where `MOST_ATTEMPTS` draws failed, since the model spreads over too many texts. */
  async generate(
    parameters: Parameters,
    jobs: readonly GenerationJob[],
    settings: PowerSettings
  ): Promise<(PowerTokens | null)[]> {
    const trees = await this.promptTrees(parameters, jobs, settings);
    const results: (PowerTokens | null)[] = jobs.map(() => null);
    let pending = jobs.map(({seed}, job): Pending => ({
      job,
      random: createRandom("power", seed),
      attempts: 0,
      begun: [],
      logprob: 0
    }));
    while (pending.length > 0) {
      const below: Pending[] = [];
      for (const one of pending) this.draw(one, trees[one.job]!, results, below);
      const failed = await this.descend(parameters, jobs, below, results, settings);
      pending = failed.filter(({attempts}) => attempts < MOST_ATTEMPTS);
    }
    return results;
  }

  async close(): Promise<void> {
    await this.grower.close();
  }

  /** The tree of each job's prompt, grown once a prompt, and kept for the next call: a study's chunks come back to each prompt. */
  async promptTrees(
    parameters: Parameters,
    jobs: readonly GenerationJob[],
    settings: PowerSettings
  ): Promise<TextTree[]> {
    const groups = makePromptRuns(jobs).flatMap((run) => run.groups);
    const roots = groups.map(([first]) => this.root(jobs[first!]!, [], settings));
    const kept = this.keptTrees(parameters, settings);
    const known = roots.map((root) =>
      root.picture === undefined ? kept.get(root.tokens.join(" ")) : undefined
    );
    const trees: TextTree[] = known.map((tree) => tree!);
    let open = [...groups.keys()].filter((at) => known[at] === undefined);
    const grownNow = open;
    for (let threshold = FIRST; open.length > 0; threshold += FINER) {
      const grown = await this.grower.grow(
        parameters,
        open.map((at) => ({...roots[at]!, threshold})),
        settings.power
      );
      for (const [i, at] of open.entries()) trees[at] = grown[i]!;
      open = open.filter((at) => {
        const {rows, logWhole, logTotal} = trees[at]!;
        return rows < MOST_ROWS && logWhole < logTotal + Math.log(ENOUGH);
      });
    }
    for (const at of grownNow) keep(kept, roots[at]!, trees[at]!);
    const ofJobs: TextTree[] = [];
    for (const [at, group] of groups.entries()) for (const job of group) ofJobs[job] = trees[at]!;
    return ofJobs;
  }

  /** Trees of earlier calls, by prompt; none where weights or settings are others. */
  private keptTrees(parameters: Parameters, {power, maxTokens}: PowerSettings): Map<string, TextTree> {
    const {kept} = this;
    if (kept?.parameters !== parameters || kept.power !== power || kept.maxTokens !== maxTokens)
      this.kept = {parameters, power, maxTokens, trees: new Map()};
    return this.kept!.trees;
  }

  private root(
    {prompt, picture}: GenerationJob,
    begun: readonly number[],
    {maxTokens}: PowerSettings
  ): TreeRoot {
    const left =
      this.architecture.context - picturePlaces(this.architecture.picture) - paddedLength(prompt.length);
    return {
      tokens: [...prompt, ...begun],
      picture,
      room: Math.min(maxTokens, left) - begun.length,
      threshold: BELOW
    };
  }

  /** Draws a leaf: the rest of a completion, which is then a result, or a beginning to go on below. */
  private draw(
    one: Pending,
    tree: TextTree,
    results: (PowerTokens | null)[],
    below: Pending[],
    place = one.random.uniform()
  ): void {
    const leaf = tree.leaf(place);
    const begun = [...one.begun, ...leaf.tokens];
    const logprob = one.logprob + leaf.logprob;
    if (leaf.isWhole)
      results[one.job] = {tokens: begun, ended: begun.at(-1) === this.end, sumLogprob: logprob};
    else below.push({...one, begun, logprob});
  }

  /** Goes on below beginnings until every draw has ended or failed. Gives those that start anew. */
  private async descend(
    parameters: Parameters,
    jobs: readonly GenerationJob[],
    begun: readonly Pending[],
    results: (PowerTokens | null)[],
    settings: PowerSettings
  ): Promise<Pending[]> {
    const failed: Pending[] = [];
    for (let pending = begun; pending.length > 0;) {
      const below: Pending[] = [];
      const roots = pending.map((one) => this.root(jobs[one.job]!, one.begun, settings));
      const trees = await this.grower.grow(parameters, roots, settings.power);
      for (const [i, one] of pending.entries()) {
        const weight = Math.exp(trees[i]!.logTotal);
        const place = one.random.uniform() / weight;
        if (place < 1) this.draw(one, trees[i]!, results, below, place);
        else failed.push(again(one));
      }
      pending = below;
    }
    return failed;
  }
}

/** Pictures are copied from call to call: what shows one is not known again. */
function keep(kept: Map<string, TextTree>, {tokens, picture}: TreeRoot, tree: TextTree): void {
  if (picture !== undefined) return;
  kept.set(tokens.join(" "), tree);
  // The oldest goes.
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
}

function again({job, random, attempts}: Pending): Pending {
  return {job, random, attempts: attempts + 1, begun: [], logprob: 0};
}
