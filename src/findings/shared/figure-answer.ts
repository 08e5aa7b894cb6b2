/** What a figure says: a few short sentences that hold for all it shows, and the numbers of each case to unfold. */
export interface FigureAnswer {
  lead: string;
  cases: readonly AnswerCase[];
  /** What the words rest on, such as what “clearly” means: stands with the cases. */
  note?: string;
}

/** One case of an answer, such as a benchmark. */
export interface AnswerCase {
  title: string;
  text: string;
  /** The same in columns; every case of an answer has the same heads, or none has cells. */
  cells?: readonly AnswerCell[];
}

/** A value of a case under its head. */
interface AnswerCell {
  head: string;
  value: string;
}

/** An answer without cases. */
export function oneAnswer(lead: string): FigureAnswer {
  return {lead, cases: []};
}

/** An answer of one case is that case's sentence; of several, `lead` and a line for each. */
export function answerOf(lead: string, cases: readonly AnswerCase[], note?: string): FigureAnswer {
  const [only] = cases;
  const answer = cases.length === 1 ? oneAnswer(`${only!.title}: ${only!.text}`) : {lead, cases};
  return note === undefined ? answer : {...answer, note};
}

/** The answer as plain text, a line each. */
export function answerText({lead, cases, note}: FigureAnswer): string {
  return [
    lead,
    ...cases.map(({title, text}) => `${title}: ${text}`),
    ...(note === undefined ? [] : [note])
  ].join("\n");
}
