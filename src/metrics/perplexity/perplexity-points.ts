import {
  byProblem,
  paperConditions,
  rowsByCondition,
  type PairName,
  type PerplexityRow
} from "./perplexity-table.js";

/** One problem of a pair with the perplexities of single completions, as in the paper's Figure 6. */
export interface PerplexityProblem {
  problem_id: string;
  prompt: string;
  /** Accuracy of the base on these completions; null without verdicts. */
  base_accuracy: number | null;
  /** By condition, in the order of `paperConditions`. */
  points: {
    /** Per token, to four digits, one a completion. */
    perplexities: number[];
    /** A letter a completion: correct, incorrect, unjudged. */
    verdicts: string;
  }[];
}

/** The problems of a pair: src/data/perplexity-problems.json. */
export interface PerplexityProblems extends Pick<PairName, "benchmark" | "base" | "rl"> {
  /** By id. */
  problems: PerplexityProblem[];
}

/** Responses per problem that the paper shows. */
const SHOWN = 16;

/**
 * The first 16 completions of each problem under each of the paper's conditions, problems by id. Texts that a model cannot
 * read are left out.
 */
export function perplexityPoints(
  rows: readonly PerplexityRow[],
  pairs: readonly PairName[],
  prompt: (benchmark: string, problemId: string) => string
): PerplexityProblems[] {
  return pairs.map((pair) => {
    const rowsOf = rowsByCondition(rows, pair);
    const conditions = paperConditions.map((condition) => byProblem(rowsOf(condition)));
    const ids = [...new Set(conditions.flatMap((problems) => [...problems.keys()]))].sort();
    const {benchmark, base, rl} = pair;
    const problems = ids.map((problem_id) => ({
      problem_id,
      prompt: prompt(benchmark, problem_id),
      base_accuracy: accuracy(conditions[0]!.get(problem_id) ?? []),
      points: conditions.map((problems) => points(problems.get(problem_id) ?? []))
    }));
    return {benchmark, base, rl, problems};
  });
}

function accuracy(rows: readonly PerplexityRow[]): number | null {
  const judged = rows.filter(({verdict}) => verdict === "correct" || verdict === "incorrect");
  if (judged.length === 0) return null;
  return judged.filter(({verdict}) => verdict === "correct").length / judged.length;
}

function points(rows: readonly PerplexityRow[]): PerplexityProblem["points"][number] {
  const readable = rows.filter(({perplexity}) => perplexity !== null).slice(0, SHOWN);
  const letters = {correct: "c", incorrect: "i", error: "u"};
  return {
    perplexities: readable.map(({perplexity}) => Number(perplexity!.toPrecision(4))),
    verdicts: readable.map(({verdict}) => (verdict === null ? "u" : letters[verdict])).join("")
  };
}
