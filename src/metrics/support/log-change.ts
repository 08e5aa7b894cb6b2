import {pooledMedian} from "../perplexity/pooled-median.js";
import type {Estimate} from "../statistics/interval.js";
import {mean} from "../statistics/mean.js";
import {quantile} from "../statistics/quantile.js";
import {studentInterval} from "../statistics/whole-student-quantile.js";
import {grouped} from "./grouped.js";
import {solversOf, type Solvers, type SupportProblem} from "./support-problem.js";
import {supportSources, type SupportSource, type SupportText} from "./support-text.js";

/** How much likelier the texts of one source are after training: log(P after / P before) at temperature 1, in nats. */
export interface LogChange {
  /** Who wrote them. */
  source: SupportSource;
  /** By the benchmark's verifier. */
  isCorrect: boolean;
  /** Distinct texts, and the problems that have some. */
  texts: number;
  problems: number;
  /** Over all texts; the interval keeps the texts of a problem together. */
  median: Estimate;
  /** 0, 2.5, 5, … 100% quantiles over all texts. */
  quantiles: number[];
}

/** How much likelier correct texts are after training, along the text. */
export interface PartChange {
  /** Who solves the problems. */
  solvers: Solvers;
  /** With a correct text that both models have read. */
  problems: number;
  /** These texts. */
  texts: number;
  /** Of each tenth of the tokens, in nats: mean over problems of the mean over texts; intervals over problems. They add up to the change of the whole text. */
  parts: OpenEstimate[];
}

/** A mean whose interval is open, null, where one value is all there is. */
interface OpenEstimate {
  estimate: number;
  low: number | null;
  high: number | null;
}

/** Steps of the quantiles that are kept. */
const QUANTILES = 40;

/** The changes by source and verdict; sources without texts are left out. */
export function logChanges(texts: readonly SupportText[], level: number): LogChange[] {
  return supportSources.flatMap((source) =>
    [true, false].flatMap((isCorrect): LogChange[] => {
      const own = texts.filter((text) => text.isCorrect === isCorrect && text.sources.includes(source));
      if (own.length === 0) return [];
      const byProblem = [...grouped(own, ({problemId}) => problemId).values()].map((group) =>
        group.map(change)
      );
      const sorted = Float64Array.from(own, change).sort();
      return [
        {
          source,
          isCorrect,
          texts: own.length,
          problems: byProblem.length,
          median: pooledMedian(byProblem, level),
          quantiles: Array.from({length: QUANTILES + 1}, (_, i) => quantile(sorted, i / QUANTILES))
        }
      ];
    })
  );
}

/** Where along correct texts the change lies, for problems that both, one or none of the policies solve. */
export function partChanges(
  texts: readonly SupportText[],
  problems: readonly SupportProblem[],
  level: number
): PartChange[] {
  const solvers = new Map(problems.map((problem) => [problem.problem_id, solversOf(problem)]));
  const correct = grouped(
    texts.filter(({isCorrect}) => isCorrect),
    ({problemId}) => problemId
  );
  return (["both", "base", "rl", "neither"] as const).flatMap((who): PartChange[] => {
    const own = [...correct]
      .filter(([problemId]) => solvers.get(problemId) === who)
      .map(([, group]) => group);
    if (own.length === 0) return [];
    const length = own[0]![0]!.base!.parts.length;
    return [
      {
        solvers: who,
        problems: own.length,
        texts: own.reduce((sum, group) => sum + group.length, 0),
        parts: Array.from({length}, (_, part) =>
          meanEstimate(
            own.map((group) => mean(group.map(({base, rl}) => rl!.parts[part]! - base!.parts[part]!))),
            level
          )
        )
      }
    ];
  });
}

function change({base, rl}: SupportText): number {
  return rl!.sumLogprob - base!.sumLogprob;
}

/** A mean with Student's interval. */
function meanEstimate(values: readonly number[], level: number): OpenEstimate {
  const estimate = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - estimate) ** 2, 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  const interval = studentInterval({mean: estimate, deviation, count: values.length}, level);
  return {estimate, low: interval?.low ?? null, high: interval?.high ?? null};
}
