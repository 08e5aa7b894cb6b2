import type {LatexCursor} from "./latex-cursor.js";

/** Commands that name a symbol in latex2sympy2 without their backslash. */
const GREEK = new Set(
  (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau upsilon " +
    "phi varphi chi psi omega varrho varsigma Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  ).split(" ")
);

/** Commands that make one symbol of the braces behind them. */
const ACCENTS = new Set(
  (
    "acute bar overline breve check widecheck dot ddot grave hat tilde widetilde vec overrightarrow bm boldsymbol text " +
    "textit mathbb mathbin mathbf mathcal mathfrak mathnormal mathring mathrm mathscr mathsf mathtt"
  ).split(" ")
);

/** The name that the second LaTeX parser gives to a letter or command. */
export function secondName(text: string): string {
  return GREEK.has(text.slice(1)) ? text.slice(1) : text;
}

/** Its name with an index: one character bare, more in braces. */
export function secondIndex(index: string): string {
  return index.length === 1 ? `_${index}` : `_{${index}}`;
}

/** `\vec{v}`, `\overrightarrow{AB}`: the name of one symbol; null (and no step) for anything else. */
export function readAccent(cursor: LatexCursor): string | null {
  const command = cursor.commandName();
  if (!cursor.dialect.isSecond || command === null || !ACCENTS.has(command)) return null;
  return cursor.attempt(() => {
    const start = cursor.index;
    cursor.next();
    if (cursor.enclosed("{", "}", () => cursor.grammar.sum(cursor)) === null) return null;
    return cursor
      .span(start)
      .map(({text}) => text)
      .join("");
  });
}
