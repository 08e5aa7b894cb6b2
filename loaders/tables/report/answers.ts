import {
  answerGuesses,
  type AnswerCount,
  type AnswerGuesses
} from "../../../src/metrics/guess/answer-guesses.js";
import {
  answerSpread,
  type AnswerFrequency,
  type AnswerSpread
} from "../../../src/metrics/perplexity/answer-spread.js";
import {textLiteral} from "../../../src/sql/text-literal.js";
import {cellRows} from "../views/cell-rows.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";

/** src/data/answers.json. */
export interface AnswersTable {
  /** How much the answers of each policy differ. */
  spreads: AnswerSpread[];
  /** What the answers alone are worth. */
  guesses: AnswerGuesses[];
}

interface Cell {
  benchmark: string;
  policy: string;
}

/**
 * How much the answers of every policy differ, and what the answers of every base to other problems would score, where the
 * verifier judges nothing but the answer. In the study's order.
 */
export async function answersTable(environment: NodeJS.ProcessEnv): Promise<AnswersTable> {
  return withPartialCounts(environment, async (database, {study}) => {
    const {level, replicates, seed} = study.bootstrap;
    const options = (benchmark: string) => ({level, replicates, seed: `${seed} ${benchmark}`});
    const frequencies = await database.rows<Cell & AnswerFrequency>(
      "SELECT benchmark, policy, problem_id, completions, answers FROM partial_frequencies ORDER BY ALL"
    );
    const spreads = cellRows(frequencies, study).flatMap(({rows, ...cell}) => {
      const spread = answerSpread(rows, {level});
      return spread === null ? [] : [{...cell, ...spread}];
    });
    const bases = study.policies.filter(({role}) => role === "base").map(({id}) => id);
    const judgedAlone = study.benchmarks.filter(({verifier}) => !verifier.endsWith("@steps"));
    const guesses: AnswerGuesses[] = [];
    for (const {id: benchmark} of judgedAlone) {
      const rows = await database.rows<AnswerCount>(
        `SELECT policy, problem_id, answer, completions, correct FROM partial_answers
         WHERE benchmark = ${textLiteral(benchmark)} ORDER BY policy, problem_id, answer`
      );
      for (const policy of bases) {
        const guess = answerGuesses(rows, policy, options(benchmark));
        if (guess !== null) guesses.push({benchmark, policy, ...guess});
      }
    }
    return {spreads, guesses};
  });
}
