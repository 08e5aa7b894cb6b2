import {topLevelBlocks, untilTopLevel} from "./blocks.js";
import {fencedText} from "./fences.js";

/** A program found in a completion. */
export interface Program {
  /** The program, for people. */
  text: string;
  /** What runs, in turn, as one module: perhaps the imports and helpers of the prompt, then the text. */
  sources: string[];
}

/**
 * The program of a completion: the answer after any reasoning; in it the last `<answer>`; in that
 *
 * 1. the indented rest of a function that the prompt begins, up to the next line in the first column (where the usual stop sequences cut);
 * 2. the last fenced block that defines the function, else the last fenced block;
 * 3. a whole program, without the prose around it;
 * 4. failing all of these, the text as a continuation of the prompt.
 *
 * A program that defines the function itself runs after what the prompt has before it: imports and helpers. Statements that only test or
 * show it (`assert`, `print`, `if __name__ == …`) are left out. `entryPoint` is null for whole scripts, which run as they are.
 * Null if there is nothing.
 */
export function extractProgram(
  completion: string,
  prompt: string,
  entryPoint: string | null
): Program | null {
  const answer = answerText(completion);
  if (answer.trim() === "") return null;
  if (entryPoint === null) return script(answer);
  const beginning = functionStart(prompt, entryPoint);
  if (beginning !== -1 && isIndented(answer) && prompt.endsWith("\n")) return continuation(prompt, answer);
  const fenced = fencedText(answer);
  if (fenced !== null && !fenced.isClosingOnly) {
    const block = fenced.blocks.findLast((text) => defines(text, entryPoint)) ?? fenced.blocks.at(-1)!;
    if (block.trim() === "") return null;
    if (!defines(block, entryPoint) && beginning !== -1) return continuation(prompt, block);
    return wholeProgram(block, prompt, entryPoint, {isLoose: false});
  }
  const text = fenced?.before ?? answer;
  if (beginning === -1 || defines(text, entryPoint))
    return wholeProgram(text, prompt, entryPoint, {isLoose: true});
  return continuation(prompt, text);
}

function answerText(completion: string): string {
  const reasoned = completion.split("</think>").at(-1)!;
  const start = reasoned.lastIndexOf("<answer>");
  if (start === -1) return reasoned;
  const content = reasoned.slice(start + "<answer>".length);
  const end = content.indexOf("</answer>");
  return end === -1 ? content : content.slice(0, end);
}

function script(answer: string): Program | null {
  const fenced = fencedText(answer);
  if (fenced === null) return {text: answer, sources: [answer]};
  const text = fenced.isClosingOnly ? fenced.before : fenced.blocks.at(-1)!;
  return text.trim() === "" ? null : {text, sources: [text]};
}

/** Where the prompt's definition of the function starts; -1 if it has none, or is prose around one. */
function functionStart(prompt: string, entryPoint: string): number {
  if (prompt.includes("```")) return -1;
  return prompt.search(new RegExp(`^(?:async )?def ${entryPoint}\\b`, "m"));
}

function defines(text: string, entryPoint: string): boolean {
  return new RegExp(
    `^(?:async )?def ${entryPoint}\\b|^${entryPoint}\\s*=|^class Solution\\b|^from .* import .*\\b${entryPoint}\\b`,
    "m"
  ).test(text);
}

/** Whether the first line that is not blank is indented as code is; one space is how prose of some tokenizers begins. */
function isIndented(text: string): boolean {
  return /^(?:[ \t]*\n)*(?: {2,}|\t)\s*(?!```)\S/.test(text);
}

function continuation(prompt: string, text: string): Program {
  const whole = prompt.endsWith("\n")
    ? untilTopLevel(`${prompt}${text}`, prompt.length - 1)
    : untilTopLevel(`${prompt}${text}`, prompt.length);
  return {text: whole.slice(prompt.length), sources: [whole]};
}

const definition =
  /^(?:import\s|from\s+\S+\s+import\b|(?:async\s+)?def\s|class\s|@|#|try\s*:|if\s.*:|[A-Za-z_]\w*\s*(?::[^=\n]+)?=[^=])/;
const demonstration = /^(?:assert\b|print\s*\(|if\s+__name__\b)/;
const clause = /^(?:else|elif|except|finally)\b/;

/** `isLoose`: prose may stand around the program, and after it, a next problem. Only what reads as a definition is kept then. */
function wholeProgram(
  text: string,
  prompt: string,
  entryPoint: string,
  {isLoose}: {isLoose: boolean}
): Program | null {
  const kept: string[] = [];
  let isKept = false;
  for (const block of topLevelBlocks(text)) {
    const isDemonstration = demonstration.test(block);
    const isProse = isLoose && !isDemonstration && !clause.test(block) && !definition.test(block);
    if (isProse && defines(kept.join("\n"), entryPoint)) break;
    if (!clause.test(block)) isKept = !isDemonstration && !isProse;
    if (isKept) kept.push(block);
  }
  const program = kept.join("\n");
  if (program.trim() === "") return null;
  const preamble = promptPreamble(prompt, entryPoint);
  return {text: program, sources: preamble === "" ? [program] : [preamble, program]};
}

/** Imports and helpers that the prompt has before the function; empty if it has none, or something else than definitions. */
function promptPreamble(prompt: string, entryPoint: string): string {
  const start = functionStart(prompt, entryPoint);
  if (start <= 0) return "";
  const preamble = prompt.slice(0, start);
  const blocks = topLevelBlocks(preamble).filter((block) => block.trim() !== "");
  return blocks.every((block) => definition.test(block)) ? preamble : "";
}
