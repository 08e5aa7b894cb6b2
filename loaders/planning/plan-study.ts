import {pilotPopulation} from "../../src/metrics/planning/pilot-population.js";
import {powerCells} from "../../src/metrics/planning/power-simulation.js";
import {MATH500_PRIOR, priorPopulation, type PairPrior} from "../../src/metrics/planning/prior-population.js";
import type {RatePopulation} from "../../src/metrics/planning/rate-population.js";
import {rateShift} from "../../src/metrics/planning/rate-shift.js";
import {
  planRows,
  type CompletionCost,
  type PlanPopulation,
  type StudyPlan
} from "../../src/metrics/planning/study-plan.js";
import type {Policy, Study} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import {planAdaptive} from "./plan-adaptive.js";
import {benchmarkSize, plannedPair, type PlannedPair} from "./planned-pair.js";
import {readPilot, type Pilot} from "./read-pilot.js";

export interface PlanOptions {
  /** Policy and benchmark of the pair; see `plannedPair`. */
  policy?: string | undefined;
  benchmark?: string | undefined;
  /** Folder of a pilot run; else the rates come from `prior`. */
  pilot?: string | undefined;
  /** Parts of it that are stated; the others are those of the MATH500 pair. */
  prior: Partial<PairPrior>;
  /** Share that the difference is to be; what the population has where it is not given. */
  difference?: number | undefined;
  /** Default: 64, or the most completions where they are fewer. */
  at?: number | undefined;
  power: number;
  /** What to try; a usual grid, and the number of problems that there are, where it is not given. */
  problems?: readonly number[] | undefined;
  completions?: readonly number[] | undefined;
  /** Tokens a second of the servers together. */
  speed?: number | undefined;
  replicates: number;
  seed: number;
}

const PROBLEMS = [30, 60, 120, 240, 480, 960];
const COMPLETIONS = [16, 32, 64, 128, 256, 512, 1024];

/**
 * What it takes to show a difference, or a crossing, of one pair of a study. Throws a UserError for a pair or a pilot that is
 * not there, and for a budget that no number of completions reaches.
 */
export async function planStudy(study: Study, options: PlanOptions): Promise<StudyPlan> {
  const {power, replicates, seed} = options;
  const pair = plannedPair(study, options);
  if (options.pilot !== undefined && Object.keys(options.prior).length > 0)
    throw new UserError("--prior beside --pilot: the pilot tells the solve rates: leave one of the two out");
  const {base, rl, benchmark} = pair;
  const completions = ascending(options.completions ?? COMPLETIONS);
  const most = completions.at(-1)!;
  const at = options.at ?? Math.min(64, most);
  if (at > most)
    throw new UserError(`--at ${at} is more than the most completions, ${most}: add --completions ${at}`);
  const pilot = options.pilot === undefined ? null : await readPilot(options.pilot, study, pair);
  const size = benchmarkSize(benchmark) ?? pilot?.counts.problemIds.length ?? null;
  const {population, from} = populationOf(pilot, options.prior);
  const shift = rateShift(population, at, options.difference ?? null);
  const {level} = study.bootstrap;
  const problems = ascending(options.problems ?? usualProblems(size));
  const cells = powerCells({population, problems, completions, at, shift, level, replicates, seed});
  const cost = costOf(pair, pilot, options.speed ?? null);
  return {
    study: study.id,
    title: study.title,
    benchmark: {id: benchmark.id, label: benchmark.label, problems: size},
    base: {id: base.id, label: base.label},
    rl: {id: rl.id, label: rl.label},
    at,
    difference: {
      asked: options.difference ?? null,
      own: shift.own,
      planned: shift.difference,
      most: shift.most
    },
    ends: {
      atOne: rateShift(population, 1, null).own,
      atMost: rateShift(population, most, null).own
    },
    ...{power, level, replicates, error: 0.5 / Math.sqrt(replicates), seed},
    population: from,
    cost,
    rows: planRows(cells, cost),
    adaptive: planAdaptive(study.adaptive, {
      ...{population, level, cost, replicates, seed},
      problems: options.problems === undefined && size !== null ? [size] : problems
    })
  };
}

function populationOf(
  pilot: Pilot | null,
  stated: Partial<PairPrior>
): {population: RatePopulation; from: PlanPopulation} {
  if (pilot === null) {
    const prior = {...MATH500_PRIOR, ...stated};
    const isDefault = Object.keys(stated).length === 0;
    return {population: priorPopulation(prior), from: {kind: "prior", ...prior, isDefault}};
  }
  const {base, rl} = pilot.counts;
  const population = pilotPopulation(base, rl);
  const ns = [...base, ...rl].map(({n}) => n);
  const fit = ({alpha, beta, never}: (typeof population)["base"]) => ({alpha, beta, never});
  return {
    population,
    from: {
      ...{base: fit(population.base), rl: fit(population.rl)},
      ...{kind: "pilot", problems: population.problems},
      ...{least: ns.reduce((a, b) => Math.min(a, b)), most: ns.reduce((a, b) => Math.max(a, b))}
    }
  };
}

/** What a pilot measured of both policies; else the limit of tokens of both, which imported samples may not tell. */
function costOf({base, rl}: PlannedPair, pilot: Pilot | null, perSecond: number | null): CompletionCost {
  const {base: ofBase, rl: ofRl} = pilot?.tokens ?? {base: null, rl: null};
  if (ofBase !== null && ofRl !== null) return {base: ofBase, rl: ofRl, are: "measured", perSecond};
  const limit = ({samples, sampling}: Policy): number | null => (samples ?? sampling).maxTokens;
  const [mostBase, mostRl] = [limit(base), limit(rl)];
  const are = mostBase === null || mostRl === null ? "unknown" : "limit";
  return {base: mostBase, rl: mostRl, are, perSecond};
}

/** The usual numbers of problems, and that of the benchmark in the place of one that is within a fifth of it. */
function usualProblems(size: number | null): number[] {
  if (size === null) return PROBLEMS;
  return [...PROBLEMS.filter((count) => Math.abs(count / size - 1) > 0.2), size];
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
