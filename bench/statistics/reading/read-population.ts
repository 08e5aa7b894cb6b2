import {readingSize, type Unread} from "../../../src/metrics/reading/reading-size.js";
import {MOST_READ, type ReadingText, type ReadingUnit} from "../../../src/metrics/reading/reading-unit.js";
import type {Counts} from "../../../src/metrics/counts/counts.js";
import type {Mark} from "../../../src/metrics/study/annotation.js";
import {shuffled} from "../../../src/random/draws.js";
import type {Random} from "../../../src/random/random.js";

/** Problems whose solve rates and shares of valid chains have a kind of distribution. */
export interface Population {
  name: string;
  /** Share of correct completions of a problem. */
  rate: (random: Random) => number;
  /** Share of the correct ones that are valid, given the rate. */
  valid: (rate: number, random: Random) => number;
}

export const N = 64;
const PROBLEMS = 200;

/** A Beta(a, b) number for whole a and b: an order statistic of uniforms. */
export function beta(a: number, b: number, random: Random): number {
  const all = Array.from({length: a + b - 1}, () => random.uniform()).sort((x, y) => x - y);
  return all[a - 1]!;
}

export const populations: Population[] = [
  {name: "mostly valid", rate: (r) => beta(1, 2, r), valid: (_, r) => beta(12, 1, r)},
  {name: "any share", rate: (r) => beta(1, 2, r), valid: (_, r) => beta(1, 1, r)},
  {name: "mostly invalid", rate: (r) => beta(1, 2, r), valid: (_, r) => beta(1, 6, r)},
  {name: "rare is luck", rate: (r) => beta(1, 6, r), valid: (rate) => (rate < 0.1 ? 0.3 : 0.97)},
  {name: "all or none", rate: (r) => beta(1, 3, r), valid: (_, r) => (r.uniform() < 0.85 ? 1 : 0)},
  {name: "few errors", rate: (r) => beta(1, 2, r), valid: () => 0.985}
];

export const judges = ["none", "good", "guessing", "contrary"] as const;

export type Judge = (typeof judges)[number];

/** What a judge says of a chain, by what a reader would say and the problem's solve rate; null for nothing. */
export type JudgeRule = (mark: Mark, rate: number, random: Random) => Mark | null;

/** A drawn population: what can be read, and which chains are valid. */
export interface DrawnRead {
  problems: Counts[];
  units: ReadingUnit[];
  /** Valid ones among the correct completions of each unit. */
  valid: number[];
  /** What a reader finds, by problem and sample index: 1 valid, 0 invalid. */
  truth: Map<string, Mark[]>;
  /** Every correct text's mark, in the order of reading. */
  chains: Mark[][];
}

/**
 * Draws problems, chains, the order of reading and a judge's marks: one of ours by its name, or a rule. About a third of the chains
 * repeat the text before them.
 */
export function drawRead(
  population: Population,
  judge: Judge | JudgeRule,
  random: Random,
  {n = N, problems = PROBLEMS} = {}
): DrawnRead {
  const drawn: DrawnRead = {problems: [], units: [], valid: [], truth: new Map(), chains: []};
  const rule = typeof judge === "string" ? judgeRule(judge) : judge;
  for (let i = 0; i < problems; i++) {
    const rate = population.rate(random);
    const c = Array.from({length: n}, () => random.uniform()).filter((x) => x < rate).length;
    drawn.problems.push({n, c});
    if (c === 0) continue;
    const share = population.valid(rate, random);
    const texts = drawTexts(c, share, random);
    const order = shuffled(random, texts);
    drawn.valid.push(order.filter(({mark}) => mark === "valid").length);
    const first = [...new Map(order.map((one, place) => [one.text, place]).reverse() as [number, number][])];
    const places = first.map(([, place]) => place).sort((a, b) => a - b);
    const listed = places.slice(0, MOST_READ);
    const marks = listed.map((place) => order[place]!.mark);
    drawn.truth.set(`p${i}`, marks);
    drawn.chains.push(places.map((place) => order[place]!.mark));
    const read = listed.map((place, sample_index): ReadingText => {
      return {sample_index, place: place + 1, judge: rule(marks[sample_index]!, rate, random)};
    });
    const unread: Unread = {n, c, texts: read, distinct: places.length};
    const draw = 1 - random.uniform();
    drawn.units.push({...unread, problem_id: `p${i}`, draw, size: readingSize(unread, n)});
  }
  return drawn;
}

interface Chain {
  text: number;
  mark: Mark;
}

function drawTexts(c: number, share: number, random: Random): Chain[] {
  const chains: Chain[] = [];
  for (let i = 0; i < c; i++) {
    const repeated = i > 0 && random.uniform() < 0.3;
    chains.push(repeated ? chains[i - 1]! : {text: i, mark: random.uniform() < share ? "valid" : "invalid"});
  }
  return chains;
}

const right: Record<Judge, number> = {none: NaN, good: 0.9, guessing: 0.5, contrary: 0.15};

function judgeRule(judge: Judge): JudgeRule {
  if (judge === "none") return () => null;
  return (mark, _, random) => {
    const isRight = random.uniform() < right[judge];
    return isRight === (mark === "valid") ? "valid" : "invalid";
  };
}
