import {BudgetExceeded} from "../algebra/budget.js";
import {LatexError} from "./latex/latex-cursor.js";
import {parseLatex} from "./latex/parse-latex.js";
import {parseSecondLatex} from "./latex/second-latex.js";
import {decideRelation} from "./relations.js";
import type {Effort} from "./symbolic/effort.js";
import type {Parsed} from "./symbolic/expression.js";
import {parsePython, PythonError} from "./symbolic/python-expression.js";
import {SymbolicTimeout} from "./symbolic/symbolic-timeout.js";

const PARSERS = [parseLatex, parsePython, parseSecondLatex];

/** Texts past this length keep SymPy's parser busy for more than the harness's three seconds. */
const MAX_LENGTH = 3000;

function attempt(parse: (text: string) => Parsed, text: string, effort: Effort): Parsed | null {
  try {
    return decideRelation(parse(text), effort);
  } catch (error) {
    if (error instanceof LatexError || error instanceof PythonError) return null;
    if (error instanceof BudgetExceeded) throw new SymbolicTimeout("number too long");
    throw error;
  }
}

/**
 * What the harness's three parsers make of an answer, the first that succeeds: LaTeX by its longest valid prefix, a Python
 * expression, LaTeX again. Each tries the text with `\\` as `\` first, then as it is. Throws SymbolicTimeout past MAX_LENGTH.
 */
export function parseAnswer(text: string, effort: Effort): Parsed {
  if (text.length > MAX_LENGTH) throw new SymbolicTimeout("answer too long");
  effort.spend(text.length);
  const merged = text.replaceAll("\\\\", "\\");
  for (const parse of PARSERS) {
    const parsed = attempt(parse, merged, effort) ?? (merged === text ? null : attempt(parse, text, effort));
    if (parsed !== null) return parsed;
  }
  return {kind: "text", text};
}
