/** Ends a model's turn: what follows is another turn. */
const END_OF_TURN =
  /<\|(?:im_end|im_start|endoftext|end_of_text|eot_id|eom_id|eot|end|return|user|start_header_id)\|>|<end_of_turn>|<eos>|<\/s>|<｜end▁of▁sentence｜>/g;

/** The same as the last thing of a line. */
const LINE_END_OF_TURN = new RegExp(`(?:${END_OF_TURN.source})[ \\t]*(?=\\r?\\n|$)`);

const TURN_MARKS = ["<|", "</s>", "<eos>", "<end_of_turn>", "<｜"];

/** The next problem that a model without an end token sets itself. */
const NEXT_PROBLEM =
  /\n[ \t]*(?:\*\*|#{1,4} )?(?:Question|Problem|Q|Exercise|User|Human|Instruction)[ \t]?\d{0,3}[ \t]?[:.]/g;

/** Marks that are looked at: each costs a look at the text before it. */
const MAX_MARKS = 8;

/** Words that introduce an answer: "the answer is", `A:` at the start of a line, 答案是. */
export const ANSWER_PHRASE =
  /(?:(?<![A-Za-z])answers?(?![A-Za-z])[^.\n:=$]{0,60}?(?:\b(?:is|are|equals)\b|[:=：])|(?:^|\n)[ \t]{0,4}(?:A(?:nswer)?[ \t]?:|Ans[ \t]?[.:])|(?:^|\n)[ \t]{0,4}(?:\*\*|#{1,4} )?(?:final )?answer[*:：]{0,4}(?=[ \t]*\n)|答案(?:应该|应該)?(?:是|为|為|：|:|=)|(?:故|因此|所以|应|應|正确|^|[\n。，,：:；])[ \t]{0,3}(?:选|選)(?:项|項|择|擇)?(?:是|为|為|：|:)?(?=[\s$(（*]{0,6}(?:\\(?:boxed|text|textbf)\{){0,2}[(（]?[A-H](?![A-Za-z]))|(?:结果|結果)(?:是|为|為|：|:))[*_:：\s]{0,8}/gi;

/**
 * The part of an output that can answer: what follows the last closing `</think>`, up to a thought that is opened and not
 * closed (such a thought answers nothing, whatever it holds), to the first end-of-turn token, and to a next problem (`Q:`,
 * `Problem:`) that the model goes on with after an answer.
 */
export function answeredText(output: string): string {
  const thought = lastPlace(output, "</think>");
  const after = thought < 0 ? output : output.slice(thought + "</think>".length);
  return withoutNextProblem(firstTurn(withoutOpenThought(after)));
}

/**
 * Where a text holds a mark for the last time; -1 where it does not. `lastIndexOf` looks at each character in turn; that a text
 * has no mark, as most have none, the engine's forward search finds many times faster.
 */
export function lastPlace(text: string, mark: string): number {
  return text.includes(mark) ? text.lastIndexOf(mark) : -1;
}

function withoutOpenThought(text: string): string {
  const open = text.indexOf("<think>");
  return open < 0 ? text : text.slice(0, open);
}

/** A text that holds code, to the first end-of-turn token that ends a line; elsewhere such a token may be part of the code. */
export function firstTurnOfCode(text: string): string {
  if (!TURN_MARKS.some((mark) => text.includes(mark))) return text;
  const end = text.search(LINE_END_OF_TURN);
  return end > 0 && text.slice(0, end).trim() !== "" ? text.slice(0, end) : text;
}

/** A text may begin with the marks of its own turn. */
function firstTurn(text: string): string {
  // Plain searches are much faster than the expression on the long texts without a mark.
  if (!text.includes("<") || !TURN_MARKS.some((mark) => text.includes(mark))) return text;
  for (const mark of Array.from(text.matchAll(END_OF_TURN)).slice(0, MAX_MARKS)) {
    // <s>12</s> is struck out.
    if (mark[0] === "</s>" && text.lastIndexOf("<s>", mark.index) > 0) continue;
    if (text.slice(0, mark.index).replace(END_OF_TURN, "").trim() !== "") return text.slice(0, mark.index);
  }
  return text;
}

function withoutNextProblem(text: string): string {
  if (text.search(NEXT_PROBLEM) < 0) return text;
  for (const next of Array.from(text.matchAll(NEXT_PROBLEM)).slice(0, MAX_MARKS)) {
    const head = text.slice(0, next.index);
    if (/\\boxed\s?\{|####|<\/answer>/.test(head) || head.search(ANSWER_PHRASE) >= 0) return head;
  }
  return text;
}
