/** An answer that an output marks as such; nothing else in it counts then. */
export interface MarkedAnswer {
  text: string;
  rule: "boxed" | "answer_tag" | "hashes";
}

const THOUGHT = "<think>";
const THOUGHT_END = "</think>";
const TAG = "<answer>";
const JOINT = /^[\s$,;\\()]*(?:and|or|,)?[\s$,;\\()]*$/;

const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Boxes that are joined, and characters between two of them. */
const MAX_BOXES = 20;
const MAX_JOINT = 30;

/**
 * What an output says once it has thought: the text after the last `</think>`. A thought without its end is no statement;
 * only what it marks as an answer counts.
 */
export function afterThought(output: string): {text: string; isThought: boolean} {
  const end = output.lastIndexOf(THOUGHT_END);
  if (end >= 0) return {text: output.slice(end + THOUGHT_END.length), isThought: false};
  return {text: output, isThought: output.includes(THOUGHT)};
}

/** The last box, else the last answer tag, else what follows the last four hashes; null without any. */
export function markedAnswer(output: string): MarkedAnswer | null {
  return lastBoxes(output) ?? tagged(output) ?? hashed(output);
}

/** The last box with those joined to it by nothing but a comma, `and` or `or`. A box that is cut off is empty. */
function lastBoxes(output: string): MarkedAnswer | null {
  let start = lastBox(output, output.length);
  if (start < 0) return null;
  const last = boxContent(output, start);
  if (last === null) return {text: "", rule: "boxed"};
  const parts = [last.text];
  while (parts.length < MAX_BOXES) {
    const before = lastBox(output, start);
    const earlier = before < 0 ? null : boxContent(output, before);
    const joint = earlier === null ? "" : output.slice(earlier.end, start);
    if (earlier === null || earlier.end > start || joint.length > MAX_JOINT || !JOINT.test(joint)) break;
    parts.unshift(earlier.text, joint.includes("or") ? " or " : ", ");
    start = before;
  }
  return {text: parts.join("").trim(), rule: "boxed"};
}

function lastBox(output: string, before: number): number {
  if (before <= 0) return -1;
  return Math.max(output.lastIndexOf("\\boxed", before - 1), output.lastIndexOf("\\fbox", before - 1));
}

/** Content of the box at `at`, up to its closing brace or, without an opening one, to the next space; null where it is cut. */
function boxContent(output: string, at: number): {text: string; end: number} | null {
  const start = at + /^\\(?:boxed|fbox)\s{0,4}/.exec(output.slice(at, at + 12))![0].length;
  if (output[start] !== "{") {
    const bare = /^[^\s$.,]{1,40}/.exec(output.slice(start, start + 40))?.[0];
    return bare === undefined ? null : {text: bare, end: start + bare.length};
  }
  let depth = 0;
  for (let i = start; i < output.length; i++) {
    const code = output.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === OPEN_BRACE) depth++;
    else if (code === CLOSE_BRACE && --depth === 0) return {text: output.slice(start + 1, i), end: i + 1};
  }
  return null;
}

function tagged(output: string): MarkedAnswer | null {
  const start = output.lastIndexOf(TAG);
  if (start < 0) return null;
  const end = output.indexOf("</answer>", start);
  return {text: output.slice(start + TAG.length, end < 0 ? undefined : end).trim(), rule: "answer_tag"};
}

function hashed(output: string): MarkedAnswer | null {
  const at = output.lastIndexOf("####");
  const line =
    at < 0
      ? ""
      : output
          .slice(at + 4)
          .split("\n", 1)[0]!
          .trim();
  return line === "" ? null : {text: line, rule: "hashes"};
}
