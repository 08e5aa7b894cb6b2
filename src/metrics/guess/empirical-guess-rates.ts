/** What a policy answered on one problem. */
export interface AnswerCounts {
  /** Every way in which the right answer is written among the answers; none where it is not known. */
  right: ReadonlySet<string>;
  /** How many completions gave each answer; completions without an answer may be left out or counted under their own key. */
  answers: ReadonlyMap<string, number>;
}

/**
 * Empirical guess rate of each problem: how often the policy's answers to the OTHER problems of the benchmark happen to
 * be right here, the mean over the other problems of the share of such answers. It is what answering
 * without reading the problem would score, and feeds `guessFloor`. Problems without any answer are left out of the mean
 * but still get a rate; NaN where no other problem has an answer. O(all distinct answers).
 */
export function empiricalGuessRates(problems: readonly AnswerCounts[]): Float64Array {
  const shares = problems.map(({answers}) => answerShares(answers));
  const totals = new Map<string, number>();
  for (const share of shares)
    for (const [answer, value] of share) totals.set(answer, (totals.get(answer) ?? 0) + value);
  const answered = shares.filter((share) => share.size > 0).length;
  return Float64Array.from(problems, ({right}, i) => {
    const own = shares[i]!;
    const others = answered - (own.size > 0 ? 1 : 0);
    let sum = 0;
    for (const answer of right) sum += (totals.get(answer) ?? 0) - (own.get(answer) ?? 0);
    return Math.max(0, sum) / (others || NaN);
  });
}

/**
 * The same seen from the one who gives: how often a problem's answers would be right on the OTHER problems, the mean over
 * those whose right answer is known. The mean guess rate of a sample of problems varies with both roles of each of them.
 * NaN where no other problem's right answer is known.
 */
export function givenGuessRates(problems: readonly AnswerCounts[]): Float64Array {
  const known = problems.filter(({right}) => right.size > 0).length;
  const rightOn = new Map<string, number>();
  for (const {right} of problems)
    for (const answer of right) rightOn.set(answer, (rightOn.get(answer) ?? 0) + 1);
  return Float64Array.from(problems, ({right, answers}) => {
    let sum = 0;
    for (const [answer, share] of answerShares(answers))
      sum += share * ((rightOn.get(answer) ?? 0) - (right.has(answer) ? 1 : 0));
    return sum / (known - (right.size > 0 ? 1 : 0) || NaN);
  });
}

function answerShares(answers: ReadonlyMap<string, number>): Map<string, number> {
  let total = 0;
  for (const count of answers.values()) total += count;
  if (total === 0) return new Map();
  return new Map([...answers].map(([answer, count]) => [answer, count / total]));
}
