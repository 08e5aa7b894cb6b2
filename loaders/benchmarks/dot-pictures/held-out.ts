import {drawWeighted} from "../../../src/random/draw-weighted.js";
import {shuffled} from "../../../src/random/draws.js";
import {createRandom} from "../../../src/random/keyed-random.js";
import type {Random} from "../../../src/random/random.js";
import type {Problem} from "../../schema/problem.js";
import {guessRate} from "./guess-rate.js";
import {commonestMakeStrategy} from "./make.js";
import {
  defaultWeights,
  drawSolvedPicture,
  drawTopic,
  pictureProblem,
  type SolvedPicture,
  type Topic
} from "./problem.js";
import type {PictureSpec} from "./render-picture.js";
import type {Split} from "./scene.js";
import {statedNumber, trueSolution} from "./solution.js";

/** A benchmark and the pictures that its problems name. */
export interface PictureSet {
  problems: Problem[];
  /** By `image`, the path beside the benchmark file. */
  pictures: Map<string, PictureSpec>;
}

/** Fixes the held-out sets. Changing it makes other benchmarks: every model would have to be judged anew. */
const seed = 20250516;

/** Problems of a set that are kept. */
const size = 120;

/** One in so many problems of a source set is multiple choice. */
const multipleChoiceEvery = 5;

const choices = 4;

/** Problems of the rare set by topic; every one of them is at most one in seventeen in the corpus, the last one in two hundred. */
const rareQuota: readonly (readonly [Topic, number])[] = [
  [{family: "combine", variant: "times"}, 24],
  [{family: "make", variant: "column_sum"}, 12],
  [{family: "make", variant: "row_difference"}, 16],
  [{family: "make", variant: "colour_sum"}, 20],
  [{family: "make", variant: "row_product"}, 16],
  [{family: "locate", variant: "column_most"}, 10],
  [{family: "locate", variant: "row_fewest"}, 12],
  [{family: "locate", variant: "column_fewest"}, 10]
];

/** Guess rate that problems of the unguessable set stay below: 512 guesses solve less than a twentieth of them. */
const largestGuessRate = 1e-4;

/** A held-out set by the name of its file in data/benchmarks. Multiple-choice problems of the source are left out, as in the paper. */
export const heldOutSets = {
  /** For every choice of corpus and hyper-parameters; drawn like the corpus. */
  "dot-pictures-validation": () => freeForm(sourceSet("dot-pictures-validation")),
  /** Drawn like the corpus. */
  "dot-pictures": () => freeForm(sourceSet("dot-pictures")),
  /** Only questions that are rare in the corpus. */
  "dot-pictures-rare": () => freeForm(sourceSet("dot-pictures-rare")),
  /**
   * Questions for a target, drawn like the corpus's, that guessing hardly ever solves: see `guessRate`. On validation pictures
   * the models solved such problems of no other family.
   */
  "dot-pictures-unguessable": () => freeForm(sourceSet("dot-pictures-unguessable")),
  /** The questions of `dot-pictures` without the pictures: what a model reaches that does not look. */
  "dot-pictures-blind": () => blind(freeForm(sourceSet("dot-pictures")).problems, "dot-pictures-blind")
} as const satisfies Record<string, () => PictureSet>;

/** What a source set is made of. */
interface Source {
  /** Its part of all scenes. */
  split: Split;
  /** The topics of its free-form problems, in order. */
  topics: (random: Random) => Topic[];
  accepts: (solved: SolvedPicture) => boolean;
}

const sources = {
  "dot-pictures-validation": {split: "validation", topics: likeCorpus, accepts: () => true},
  "dot-pictures": {split: "dot-pictures", topics: likeCorpus, accepts: () => true},
  "dot-pictures-rare": {
    split: "dot-pictures-rare",
    topics: () => rareQuota.flatMap(([topic, count]) => Array.from({length: count}, () => topic)),
    accepts: needsItsTopic
  },
  "dot-pictures-unguessable": {
    split: "reserved",
    topics: (random) => Array.from({length: size}, () => drawTopic(random, defaultWeights, "make")),
    accepts: (solved) => guessRate(pictureProblem(solved, "", "").gold)! < largestGuessRate
  }
} as const satisfies Record<string, Source>;

/** A set as it is before the filter: every fifth problem asks for one of four answers, `meta.multiple_choice` true. */
export function sourceSet(benchmark: keyof typeof sources): PictureSet {
  const random = createRandom(seed, benchmark);
  const source = sources[benchmark];
  const set: PictureSet = {problems: [], pictures: new Map()};
  const add = (solved: SolvedPicture, withChoices: boolean) => {
    const problemId = `${benchmark}-${String(set.problems.length + 1).padStart(3, "0")}`;
    const problem = pictureProblem(solved, benchmark, problemId);
    set.problems.push(withChoices ? multipleChoice(random, solved, problem) : problem);
    set.pictures.set(problem.image!, solved.picture);
  };
  for (const topic of source.topics(random)) {
    add(drawAccepted(random, source, topic), false);
    if (set.problems.length % multipleChoiceEvery !== multipleChoiceEvery - 1) continue;
    add(drawAccepted(random, source, likelyTopic(random)), true);
  }
  return set;
}

/** The set without its multiple-choice problems and their pictures. The others keep their ids. */
export function freeForm({problems, pictures}: PictureSet): PictureSet {
  const kept = problems.filter(({meta}) => meta.multiple_choice !== true);
  return {problems: kept, pictures: new Map(kept.map(({image}) => [image!, pictures.get(image!)!]))};
}

function blind(problems: readonly Problem[], benchmark: string): PictureSet {
  const withoutPicture = problems.map(({image: _, ...problem}) => ({
    ...problem,
    benchmark,
    problemId: problem.problemId.replace(problem.benchmark, benchmark)
  }));
  return {problems: withoutPicture, pictures: new Map()};
}

function likeCorpus(random: Random): Topic[] {
  return Array.from({length: size}, () => likelyTopic(random));
}

function likelyTopic(random: Random): Topic {
  return drawTopic(random, defaultWeights, drawWeighted(random, defaultWeights.families));
}

function drawAccepted(random: Random, {split, accepts}: Source, topic: Topic): SolvedPicture {
  for (let attempt = 0; attempt < 1e5; attempt++) {
    const solved = drawSolvedPicture(random, split, topic, defaultWeights);
    if (accepts(solved)) return solved;
  }
  throw new Error(`no ${topic.variant} picture for ${split} in 100,000 draws: lower its quota`);
}

/** Whether the topic's strategy is the commonest that makes the target, so that no commoner one will do. */
function needsItsTopic({picture, question, topic}: SolvedPicture): boolean {
  return question.ask !== "make" || commonestMakeStrategy(picture.scene, question) === topic.variant;
}

function multipleChoice(random: Random, {solution}: SolvedPicture, problem: Problem): Problem {
  const answer = statedNumber(trueSolution(solution).conclusion);
  const options = new Set([answer]);
  while (options.size < choices) options.add(Math.abs(answer + random.below(13) - 6));
  const offered = shuffled(random, [...options]);
  return {
    ...problem,
    prompt: `${problem.prompt} choose ${offered.join(" ")}`,
    meta: {...problem.meta, multiple_choice: true, choices: offered}
  };
}
