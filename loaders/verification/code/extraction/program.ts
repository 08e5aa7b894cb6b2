import {firstTurnOfCode} from "../../math/strict/extracting/answered-text.js";
import {topLevelBlocks, untilTopLevel} from "./blocks.js";
import {fencedText, isMarkedPython, type FencedBlock, type FencedText} from "./fences.js";
import {gathered} from "./gathered.js";
import {codeOnly, defines, isDefinition, lessItsEnd, trimmedProgram} from "./statements.js";

/** A program found in a completion. */
export interface Program {
  /** The program, for people. */
  text: string;
  /** What runs, in turn, as one module: perhaps the imports and helpers of the prompt, then the text. */
  sources: string[];
  /** What to run instead if this is no Python: the same without an end that may be cut, or without the prose around it. */
  shorter: Program | null;
}

/**
 * The program of a completion: the answer after any reasoning (none, if the reasoning has no end); in it the last `<answer>`; in that
 *
 * 1. the indented rest of a function that the prompt begins, up to the next line in the first column (where the usual stop sequences cut);
 * 2. the last fenced block that defines the function, else the last fenced block, with the other blocks whose names it uses;
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
  const answer = unquoted(firstTurnOfCode(answerText(completion)));
  if (answer.trim() === "") return null;
  if (entryPoint === null) return script(answer);
  const beginning = functionStart(prompt, entryPoint);
  if (beginning !== -1 && isIndented(answer) && prompt.endsWith("\n")) return continuation(prompt, answer);
  const fenced = fencedText(answer);
  if (fenced !== null && !isBefore(fenced, entryPoint)) {
    const found = fencedProgram(fenced.blocks, prompt, entryPoint);
    const isBody = beginning !== -1 && found !== null && !defines(found.text, entryPoint);
    return isBody ? continuation(prompt, fenced.blocks.at(-1)!.text) : found;
  }
  const text = fenced?.before ?? answer;
  if (beginning === -1 || defines(text, entryPoint))
    return looseProgram(text, promptPreamble(prompt, entryPoint), entryPoint);
  return continuation(prompt, text);
}

/** Blocks in a quotation: lines that begin with `> `. */
function unquoted(text: string): string {
  return /^> ?(?:```|~~~)/m.test(text) ? text.replace(/^>(?: |$)/gm, "") : text;
}

function answerText(completion: string): string {
  const reasoned = completion.split("</think>");
  if (
    reasoned.length === 1 &&
    completion.trimStart().startsWith("<think>") &&
    !completion.includes("<answer>")
  )
    return "";
  const last = reasoned.at(-1)!;
  const start = last.lastIndexOf("<answer>");
  if (start === -1) return last;
  const content = last.slice(start + "<answer>".length);
  const end = content.indexOf("</answer>");
  return end === -1 ? content : content.slice(0, end);
}

function script(answer: string): Program | null {
  const fenced = fencedText(answer);
  if (fenced === null || fenced.isClosingOnly) {
    const text = fenced?.before ?? answer;
    const code = codeOnly(text);
    const shorter = code === text || code.trim() === "" ? null : programOf(code);
    return text.trim() === "" ? null : {...programOf(text), shorter};
  }
  const marked = fenced.blocks.filter(isMarkedPython);
  const blocks = marked.length > 0 ? marked : fenced.blocks;
  const text = gathered(textsOf(blocks), blocks.length - 1, "script");
  return text.trim() === "" ? null : programOf(text);
}

function programOf(text: string, preamble = ""): Program {
  return {text, sources: preamble === "" ? [text] : [preamble, text], shorter: null};
}

function textsOf(blocks: readonly FencedBlock[]): string[] {
  return blocks.map(({text}) => text);
}

/** Whether the code stands before the first fence, which closes a block that was opened before the text. */
function isBefore({blocks, before, isClosingOnly}: FencedText, entryPoint: string): boolean {
  if (isClosingOnly) return true;
  return defines(before, entryPoint) && !textsOf(blocks).some((text) => defines(text, entryPoint));
}

function fencedProgram(blocks: readonly FencedBlock[], prompt: string, entryPoint: string): Program | null {
  const texts = textsOf(blocks);
  const defining = texts.findLastIndex((text) => defines(text, entryPoint));
  const main = defining === -1 ? texts.length - 1 : defining;
  if (texts[main]!.trim() === "") return null;
  const preamble = promptPreamble(prompt, entryPoint);
  const text = trimmedProgram(gathered(texts, main, "function"), entryPoint, {isLoose: false});
  if (text.trim() === "") return null;
  const program = programOf(text, preamble);
  if (defining === -1 || blocks[main]!.isClosed) return program;
  const earlier = blocks.slice(0, main).some((block) => defines(block.text, entryPoint))
    ? fencedProgram(blocks.slice(0, main), prompt, entryPoint)
    : null;
  return {...program, shorter: cutProgram(text, preamble, entryPoint) ?? earlier};
}

function looseProgram(text: string, preamble: string, entryPoint: string): Program | null {
  const program = trimmedProgram(text, entryPoint, {isLoose: true});
  if (program.trim() === "") return null;
  return {...programOf(program, preamble), shorter: cutProgram(program, preamble, entryPoint)};
}

/** The program without its last definition, if it still defines the function. */
function cutProgram(text: string, preamble: string, entryPoint: string): Program | null {
  const rest = lessItsEnd(text);
  return defines(rest, entryPoint) ? programOf(rest, preamble) : null;
}

/** Where the prompt's definition of the function starts; -1 if it has none, or is prose around one. */
function functionStart(prompt: string, entryPoint: string): number {
  if (prompt.includes("```")) return -1;
  return prompt.search(new RegExp(`^(?:async )?def ${entryPoint}\\b`, "m"));
}

/** Whether the first line that is not blank is indented as code is; one space is how prose of some tokenizers begins. */
function isIndented(text: string): boolean {
  const content = text.trimStart();
  const space = text
    .slice(0, text.length - content.length)
    .split("\n")
    .at(-1)!;
  return content !== "" && !content.startsWith("```") && /^(?: {2}|\t)/.test(space);
}

function continuation(prompt: string, text: string): Program {
  const whole = prompt.endsWith("\n")
    ? untilTopLevel(`${prompt}${text}`, prompt.length - 1)
    : untilTopLevel(`${prompt}${text}`, prompt.length);
  return {text: whole.slice(prompt.length), sources: [whole], shorter: null};
}

/** Imports and helpers that the prompt has before the function; empty if it has none, or something else than definitions. */
function promptPreamble(prompt: string, entryPoint: string): string {
  const start = functionStart(prompt, entryPoint);
  if (start <= 0) return "";
  const preamble = prompt.slice(0, start);
  const blocks = topLevelBlocks(preamble).filter((block) => block.trim() !== "");
  return blocks.every(isDefinition) ? preamble : "";
}
