import type {
  BenchmarkCoverage,
  Comparison,
  CoverageTable,
  DifferencePoint
} from "../../metrics/coverage/coverage-table.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {ModelCard} from "../../metrics/study/model-card.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {benchmarkLabel} from "../shared/benchmark-label.js";
import {countOf} from "../shared/counted.js";
import {toCsv} from "../shared/csv.js";
import {answerOf, oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {firstOfMoreText} from "../shared/first-of-more.js";
import {sentences} from "../shared/sentences.js";
import {budget, gapText, listText, percent, points, rangeText, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";

/** One trained model on one benchmark, by learning rate and steps. */
interface RatePoint {
  policy: string;
  rate: number;
  steps: number;
  /** pass@k of it. */
  atOne: Share;
  atMost: Share;
  comparison: Comparison;
  /** Accuracy on the validation problems after its steps; null where nothing tells. */
  validation: number | null;
}

interface Share {
  estimate: number;
  low: number;
  high: number;
}

/** A benchmark's models, and what they were trained from. */
export interface RatesView {
  benchmark: BenchmarkCoverage;
  title: string;
  kMax: number;
  base: {atOne: Share; atMost: Share};
  /** By rate and steps. */
  points: RatePoint[];
  /** Those with the most steps of each rate, by rate. */
  last: RatePoint[];
  /** The rate at which accuracy on the validation problems is highest; null where some rate has none. */
  best: number | null;
  /** The rate of the model that the report's other pages show; null where they show none of these. */
  used: number | null;
}

/** The benchmarks of the experiment `rates` on which two learning rates or more are measured beside their base. */
export function ratesViews(
  table: CoverageTable,
  study: StudySummary,
  cards: readonly ModelCard[]
): RatesView[] {
  return table.benchmarks.flatMap((benchmark): RatesView[] => {
    const points = benchmark.comparisons
      .flatMap((comparison) => ratePoint(benchmark, comparison, study, cards) ?? [])
      .sort((a, b) => a.rate - b.rate || a.steps - b.steps);
    const last = points.filter(({rate}, i) => points[i + 1]?.rate !== rate);
    const [first] = last;
    if (!first || last.length < 2) return [];
    const base = first.comparison.base;
    const kMax = first.comparison.points.at(-1)!.k;
    const validations = last.map(({validation}) => validation ?? NaN);
    const most = Math.max(...validations);
    return [
      {
        benchmark,
        title: benchmarkLabel(study, benchmark.benchmark),
        kMax,
        base: {atOne: shareAt(benchmark, base, 1), atMost: shareAt(benchmark, base, kMax)},
        points,
        last,
        best: Number.isNaN(most) ? null : last[validations.indexOf(most)]!.rate,
        used: last.find(({policy}) => isUsed(study, policy))?.rate ?? null
      }
    ];
  });
}

/** Whether a policy is of an experiment other than those that try settings out. */
function isUsed({experiments}: StudySummary, policy: string): boolean {
  return experiments.some(
    ({experiment, policies}) => ["math", "code", "visual"].includes(experiment) && policies.includes(policy)
  );
}

function ratePoint(
  benchmark: BenchmarkCoverage,
  comparison: Comparison,
  study: StudySummary,
  cards: readonly ModelCard[]
): RatePoint | null {
  const policy = study.policies.find((one) => one.policy === comparison.rl);
  const {learningRate = null, steps = null} = policy?.training ?? {};
  const last = comparison.points.at(-1);
  if (learningRate === null || steps === null || !last) return null;
  const card = cards.find((one) => one.policy === comparison.rl);
  return {
    policy: comparison.rl,
    rate: learningRate,
    steps,
    atOne: shareAt(benchmark, comparison.rl, 1),
    atMost: shareAt(benchmark, comparison.rl, last.k),
    comparison,
    validation: card?.validation_pass_at_1.find(({step}) => step === steps)?.value ?? null
  };
}

function shareAt({curves}: BenchmarkCoverage, id: string, k: number): Share {
  const {coverage, low, high} = curves
    .find(({policy}) => policy === id)!
    .points.find((point) => point.k === k)!;
  return {estimate: coverage, low, high};
}

/** Whether the finding depends on the learning rate: at how many rates of how many benchmarks RL is ahead with one try and behind with the most. */
export function ratesAnswer(views: readonly RatesView[]): FigureAnswer {
  if (views.length === 0) return oneAnswer("No two learning rates are measured beside their base yet.");
  const cells = views.flatMap((view) => view.last.map((point) => ({view, point})));
  const ends = ({comparison}: RatePoint): [DifferencePoint, DifferencePoint] => [
    comparison.points[0]!,
    comparison.points.at(-1)!
  ];
  const family = cells.flatMap(({point}) => ends(point));
  const signs = clearSigns(family);
  const holds = cells.filter((_, i) => signs[2 * i] === 1 && signs[2 * i + 1] === -1);
  const rates = [...new Set(cells.map(({point}) => point.rate))].sort((a, b) => a - b);
  const lead =
    `From a learning rate of ${rateText(rates[0]!)} to ${rateText(rates.at(-1)!)}, after the last step of each, RL is clearly ahead of its base with one try and clearly behind with ${whole(views[0]!.kMax)} ` +
    `in ${countOf(holds.length, cells.length)} cases, a case being a rate on a task.${chosenText(views)}`;
  return answerOf(
    lead,
    views.map((view) => ({title: view.title, text: rateTexts(view)})),
    clearNote(family.length)
  );
}

/** The rate that the report uses and that which validation likes best, and whether either loses most at the largest k. */
function chosenText(views: readonly RatesView[]): string {
  const [{used, best}] = views as [RatesView];
  const most = (rate: number): number =>
    views.filter(({last}) => {
      const own = last.find((one) => one.rate === rate);
      return own !== undefined && last.every((one) => one.atMost.estimate >= own.atMost.estimate);
    }).length;
  const loses = (rate: number): string =>
    `which solves least with the most tries on ${countOf(most(rate), views.length)} tasks`;
  if (used === null || best === null) return "";
  if (used === best)
    return ` The other pages have ${rateText(used)}, where accuracy on the validation problems is highest, and ${loses(used)}.`;
  return ` The other pages have ${rateText(used)}, ${loses(used)}; accuracy on the validation problems is highest at ${rateText(best)}, ${loses(best)}.`;
}

function rateTexts({last, kMax}: RatesView): string {
  const rows = last.map(({rate, comparison}) => {
    const [first, end] = [comparison.points[0]!, comparison.points.at(-1)!];
    const {observed} = comparison.crossing;
    const crossing = observed === null ? "no k*" : `k* ${observed <= 1 ? "at most 1" : budget(observed)}`;
    return `${rateText(rate)}: ${points(first.difference)} points with one try, ${points(end.difference)} (${points(end.low)} to ${points(end.high)}) with ${whole(kMax)}, ${crossing}`;
  });
  const losses = last.map(({comparison}) => -comparison.points.at(-1)!.difference);
  return `${rows.join("; ")}. The loss with ${whole(kMax)} tries is ${rangeText(losses, gapText)} points.`;
}

/** A learning rate as people write it: `5e-5`. */
export function rateText(rate: number): string {
  return rate >= 0.01 ? String(rate) : rate.toExponential().replace("e-", "e−");
}

/** Which models, after how many steps. */
export function ratesCaption(views: readonly RatesView[], study: StudySummary): string {
  const steps = [...new Set(views.flatMap(({points: all}) => all.map((point) => point.steps)))].sort(
    (a, b) => a - b
  );
  const ofMore = firstOfMoreText(
    study,
    views.flatMap(({benchmark: {benchmark}, points: all, kMax}) =>
      [...new Set(all.flatMap(({policy, comparison}) => [comparison.base, policy]))].map((policy) => ({
        policy,
        benchmark,
        n: kMax
      }))
    )
  );
  const text = `Unbiased pass@k, mean over problems, of models that differ in the learning rate alone, after ${listText(steps.map(whole))} steps; ${views
    .map(
      ({title, benchmark, kMax}) => `${title}: ${whole(benchmark.problems)} problems, k up to ${whole(kMax)}`
    )
    .join("; ")}. Circles: the base. Bars at the last step: intervals for other problems of the same kind.`;
  return sentences(text, ofMore);
}

/** Every value of the figure. */
export function ratesCsv(views: readonly RatesView[]): string {
  const columns = [
    "benchmark",
    "policy",
    "learning_rate",
    "steps",
    "validation_pass_at_1",
    "k",
    "coverage",
    "low",
    "high",
    "difference",
    "difference_low",
    "difference_high",
    "crossing"
  ];
  const rows = views.flatMap(({benchmark, points: all, kMax}) =>
    all.flatMap(({policy, rate, steps, validation, comparison, ...own}) =>
      (["atOne", "atMost"] as const).map((at) => {
        const k = at === "atOne" ? 1 : kMax;
        const lead = comparison.points.find((point) => point.k === k)!;
        const {estimate, low, high} = own[at];
        return [
          benchmark.benchmark,
          policy,
          rate,
          steps,
          validation,
          k,
          estimate,
          low,
          high,
          lead.difference,
          lead.low,
          lead.high,
          comparison.crossing.observed
        ];
      })
    )
  );
  return toCsv(columns, rows);
}

/** A value of a panel in words, for people who do not see it. */
export function ratesAltText({title, last, kMax, base}: RatesView): string {
  const texts = last.map(
    ({rate, atOne, atMost}) => `${rateText(rate)}: ${percent(atOne.estimate)} and ${percent(atMost.estimate)}`
  );
  return `${title}. pass@1 and pass@${whole(kMax)} after the last step by learning rate. ${texts.join("; ")}. The base: ${percent(base.atOne.estimate)} and ${percent(base.atMost.estimate)}.`;
}
