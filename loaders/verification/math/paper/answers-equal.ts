import {Effort} from "./symbolic/effort.js";
import {isCloseUpToPercent, numberOf} from "./symbolic/numeric-equal.js";
import {characters, strip, stripBoth, stripLeft, stripRight} from "./symbolic/python-text.js";
import {symbolicRule} from "./symbolic/symbolic-equal.js";
import {SymbolicTimeout} from "./symbolic/symbolic-timeout.js";

/** The rule that made two answers equal, `mismatch` where none did. */
export interface Comparison {
  equal: boolean;
  rule: string;
}

const mismatch: Comparison = {equal: false, rule: "mismatch"};

function equal(rule: string): Comparison {
  return {equal: true, rule};
}

/** Bracketed answers inside bracketed answers; Python's recursion ends near 1,000. */
const MAX_DEPTH = 100;

/** Work of a comparison that needs no parsing. */
const COMPARISON_UNITS = 8;

/** The last stand-alone letter A-E of a prediction. */
function lastChoice(prediction: string): string | undefined {
  const trimmed = stripRight(stripRight(stripBoth(prediction, "\n"), "."), "/");
  const text = stripLeft(stripBoth(trimmed, " "), ":").toUpperCase();
  return text.match(/(?<![\p{L}\p{N}_])[A-E](?![\p{L}\p{N}_])/gu)?.at(-1);
}

/** `{a,b}` of the reference becomes a matrix of one column whose rows are joined by a single backslash. */
function asMatrix(reference: string): string {
  return [...reference.matchAll(/\{.*,.*\}/g)]
    .map(([match]) => `\\begin{pmatrix}${stripBoth(match, "{}").replaceAll(",", "\\")}\\end{pmatrix}`)
    .join(", ");
}

function isEnclosed(text: string, open: string, close: string): boolean {
  return text.startsWith(open) && text.endsWith(close);
}

/** Same text once brackets are gone: braces and parentheses always, square brackets where the outer ones match. */
function sameWithoutBrackets(prediction: string, reference: string): boolean {
  const outer =
    (isEnclosed(prediction, "[", "]") && !reference.startsWith("(")) ||
    (isEnclosed(prediction, "(", ")") && !reference.startsWith("["));
  const [a, b] = [prediction, reference].map((text) =>
    (outer ? stripBoth(text, "[]()") : text).replace(/[{}()]/g, "").toLowerCase()
  );
  return a === b;
}

function isBracketed(text: string): boolean {
  return /^[([].+[)\]]/.test(text);
}

function isMatrix(text: string): boolean {
  return (
    ["\\begin{pmatrix}", "\\begin{bmatrix}"].some((begin) => text.startsWith(begin)) &&
    ["\\end{pmatrix}", "\\end{bmatrix}"].some((end) => text.endsWith(end))
  );
}

function matrixLines(text: string): string[][] {
  return text
    .slice("\\begin{pmatrix}".length, -"\\end{pmatrix}".length)
    .split("\\\\")
    .map(strip)
    .filter((line) => line !== "")
    .map((line) => line.split("&"));
}

class Comparer {
  private readonly effort = Effort.forAnswer();

  compare(prediction: string, reference: string, depth: number): Comparison {
    this.effort.spend(COMPARISON_UNITS);
    if (strip(prediction.toLowerCase()) === strip(reference.toLowerCase())) return equal("same_text");
    if (/^[A-E]$/.test(reference) && lastChoice(prediction) === reference) return equal("choice");
    const [number, gold] = [numberOf(prediction), numberOf(reference)];
    if (number !== null && gold !== null) {
      return isCloseUpToPercent(number, gold) ? equal("numeric") : {equal: false, rule: "numeric"};
    }
    if (prediction === "") return mismatch;
    if (depth > MAX_DEPTH) throw new SymbolicTimeout("nested too deeply");
    return this.compareText(strip(prediction), strip(reference), depth);
  }

  private compareText(prediction: string, gold: string, depth: number): Comparison {
    const needsMatrix = prediction.includes("pmatrix") && !gold.includes("pmatrix");
    const reference = needsMatrix ? asMatrix(gold) : gold;
    if (sameWithoutBrackets(prediction, reference)) return equal("same_without_brackets");
    if (this.sameElements(prediction, reference, depth)) return equal("elements");
    if (this.sameEntries(prediction, reference, depth)) return equal("matrix");
    const equation = this.compareEquations(prediction, reference, depth);
    return equation.equal ? equation : this.symbolic(prediction, reference);
  }

  private symbolic(prediction: string, reference: string): Comparison {
    const rule = symbolicRule(prediction, reference, this.effort);
    return rule === null ? mismatch : equal(rule);
  }

  private allSame(predictions: readonly string[], references: readonly string[], depth: number): boolean {
    return (
      predictions.length === references.length &&
      predictions.every((prediction, i) => this.compare(prediction, references[i]!, depth + 1).equal)
    );
  }

  /** Between the first and the last character, every comma separates, whatever brackets stand around it. */
  private sameElements(prediction: string, reference: string, depth: number): boolean {
    if (!isBracketed(prediction) || !isBracketed(reference)) return false;
    return this.allSame(prediction.slice(1, -1).split(","), reference.slice(1, -1).split(","), depth);
  }

  private sameEntries(prediction: string, reference: string, depth: number): boolean {
    if (!isMatrix(prediction) || !isMatrix(reference)) return false;
    const [lines, goldLines] = [matrixLines(prediction), matrixLines(reference)];
    return (
      lines.length === goldLines.length && lines.every((line, i) => this.allSame(line, goldLines[i]!, depth))
    );
  }

  private compareEquations(prediction: string, reference: string, depth: number): Comparison {
    const [sides, goldSides] = [prediction.split("="), reference.split("=")];
    if (sides.length === 2 && goldSides.length === 2) {
      const [zero, goldZero] = [sides, goldSides].map(
        ([left, right]) => `${strip(left!)} - (${strip(right!)})`
      );
      const same = this.symbolic(zero!, goldZero!);
      const result = same.equal ? same : this.symbolic(`-(${zero!})`, goldZero!);
      return result.equal ? equal("equation") : mismatch;
    }
    if (isShortEquation(sides) && goldSides.length === 1)
      return this.compare(sides[1]!, reference, depth + 1);
    if (isShortEquation(goldSides) && sides.length === 1)
      return this.compare(prediction, goldSides[1]!, depth + 1);
    return mismatch;
  }
}

/** One `=` with at most two characters before it. */
function isShortEquation(sides: readonly string[]): boolean {
  return sides.length === 2 && characters(strip(sides[0]!)).length <= 2;
}

/**
 * Whether the harness takes two stripped answers for equal, and by which of its rules. `prediction` and `reference` are not
 * interchangeable. A `numeric` mismatch is final. Throws SymbolicTimeout where the harness would run out of time.
 */
export function compareAnswers(prediction: string, reference: string): Comparison {
  return new Comparer().compare(prediction, reference, 0);
}
