import {topLevelBlocks} from "./blocks.js";

const definition =
  /^(?:import\s|from\s+\S+\s+import\b|(?:async\s+)?def\s|class\s|@|#|try\s*:|if\s.*:|[A-Za-z_]\w*\s*(?::[^=\n]+)?=[^=])/;
const demonstration = /^(?:assert\b|print\s*\(|if\s+__name__\b)/;
const clause = /^(?:else|elif|except|finally)\b/;
/** Statements of a script besides: loops, calls, assignments to several targets or with an operator. */
const statement =
  /^(?:(?:for|while|with)\s.*:|(?:pass|break|continue|raise|del|global|assert)\b|[A-Za-z_][\w.]*[([]|[\w.]+\s*(?:[-+*/%&|^@]|\/\/|\*\*|<<|>>)?=[^=]|[A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)+\s*=)/;
const guard = /^(?:if\s+__name__\b|[A-Za-z_]\w*\s*\(.*\)\s*$)/;

/** Whether a top-level block reads as a definition: an import, a function, a class, an assignment, a condition. */
export function isDefinition(block: string): boolean {
  return definition.test(block);
}

/** Whether a text defines the function, or a class Solution that may have it as a method. */
export function defines(text: string, entryPoint: string): boolean {
  const pattern = new RegExp(
    `^(?:async )?def ${entryPoint}\\b|^${entryPoint}\\s*=|^class Solution\\b|^from (?=.*\\b${entryPoint}\\b)\\S+ import `,
    "m"
  );
  return pattern.test(text);
}

/**
 * The program in a text: its top-level blocks without those that only test or show it. `isLoose`: prose may stand around the program, and
 * after it, a next problem. Only what reads as a definition is kept then.
 */
export function trimmedProgram(text: string, entryPoint: string, {isLoose}: {isLoose: boolean}): string {
  const kept: string[] = [];
  let isKept = false;
  let isDefined = false;
  for (const block of topLevelBlocks(text)) {
    const isDemonstration = demonstration.test(block);
    const isProse = isLoose && !isDemonstration && !clause.test(block) && !definition.test(block);
    if (isProse && isDefined) break;
    if (!clause.test(block)) isKept = !isDemonstration && !isProse;
    if (!isKept) continue;
    kept.push(block);
    isDefined ||= defines(block, entryPoint);
  }
  return kept.join("\n");
}

/** The code of a text with prose around it: from the first top-level block that reads as code to the last in a row. */
export function codeOnly(text: string): string {
  const blocks = topLevelBlocks(text);
  const isCode = blocks.map(
    (block) => definition.test(block) || statement.test(block) || clause.test(block) || block.trim() === ""
  );
  const start = blocks.findIndex((block, index) => isCode[index] && block.trim() !== "");
  if (start === -1) return "";
  const end = isCode.indexOf(false, start);
  return blocks.slice(start, end === -1 ? blocks.length : end).join("\n");
}

/** A text without what runs it: the `__name__` guard, and calls that stand alone. */
export function withoutCalls(text: string): string {
  return topLevelBlocks(text)
    .filter((block) => !guard.test(block.trim()))
    .join("\n");
}

/** A text without its last top-level block, or where that is a class of several members, without the last of them. */
export function lessItsEnd(text: string): string {
  const blocks = topLevelBlocks(text.trimEnd());
  const last = blocks.pop()!;
  const members = last.split("\n").map((line, index) => (/^\s+(?:async\s+)?def\s/.test(line) ? index : 0));
  const cut = Math.max(...members);
  if (!last.startsWith("class ") || members.filter((index) => index > 0).length < 2) return blocks.join("\n");
  return [...blocks, last.split("\n").slice(0, cut).join("\n")].join("\n");
}
