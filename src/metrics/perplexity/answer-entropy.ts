/**
 * Entropy (nats) of the answers to one problem, from how many completions gave each distinct answer: -sum q ln q with
 * q = count / total. 0 when all agree, ln(m) for m equally frequent answers; zero counts are ignored, NaN without any.
 * This plug-in estimate is low by about (m-1) / (2 total): compare policies at equal n.
 */
export function answerEntropy(counts: Iterable<number>): number {
  const positive = [...counts].filter((count) => count > 0);
  const total = positive.reduce((sum, count) => sum + count, 0);
  if (total === 0) return NaN;
  return positive.reduce((sum, count) => sum + (count / total) * Math.log(total / count), 0);
}
