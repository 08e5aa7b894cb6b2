/** What a figure says: one sentence that holds for all it shows, and a line for each case where there are several. */
export interface FigureAnswer {
  lead: string;
  cases: readonly AnswerCase[];
}

/** One case of an answer, such as a benchmark. */
export interface AnswerCase {
  title: string;
  text: string;
}

/** An answer without cases. */
export function oneAnswer(lead: string): FigureAnswer {
  return {lead, cases: []};
}

/** An answer of one case is that case's sentence; of several, `lead` and a line for each. */
export function answerOf(lead: string, cases: readonly AnswerCase[]): FigureAnswer {
  const [only] = cases;
  if (cases.length !== 1) return {lead, cases};
  return oneAnswer(`${only!.title}: ${only!.text}`);
}

/** The answer as plain text, a line each. */
export function answerText({lead, cases}: FigureAnswer): string {
  return [lead, ...cases.map(({title, text}) => `${title}: ${text}`)].join("\n");
}
