import type {FunctionName} from "../expression.js";

/** A map from each spelling to its name, from texts such as `arcsin asin` in which the first word is the name. */
function spellings<Name extends string>(...lines: (Name | `${Name} ${string}`)[]): ReadonlyMap<string, Name> {
  return new Map(lines.flatMap((line) => line.split(" ").map((word) => [word, line.split(" ")[0] as Name])));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** Spellings of functions, in LaTeX (`\arcsin`) and plain text (`asin`). `exp` and `sqrt` are handled by the parser. */
export const functionSpellings: ReadonlyMap<string, FunctionName> = new Map([
  // re and im in small letters are products of variables.
  ["Re", "re"],
  ["Im", "im"],
  ...spellings<FunctionName>(
    "sin",
    "cos",
    "tan tg",
    "cot ctg",
    "sec",
    "csc cosec",
    "arcsin asin",
    "arccos acos",
    "arctan atan arctg",
    "arccot acot",
    "arcsec asec",
    "arccsc acsc",
    "sinh",
    "cosh",
    "tanh",
    "coth",
    "sech",
    "csch",
    "ln",
    "log lg",
    "abs",
    "floor",
    "ceil",
    "gcd",
    "lcm",
    "max",
    "min",
    "arg"
  )
]);

/** Named symbols, by command or plain word; values are the canonical names. */
export const symbolSpellings: ReadonlyMap<string, string> = spellings(
  ...(
    "alpha beta gamma delta zeta eta iota kappa lambda mu nu xi tau upsilon chi psi omega Gamma Delta Theta " +
    "Lambda Xi Sigma Upsilon Phi Psi Omega varpi ell nabla partial mho aleph odot triangle top"
  ).split(" "),
  "angle measuredangle sphericalangle",
  "epsilon varepsilon",
  "theta vartheta",
  "rho varrho",
  "sigma varsigma",
  "phi varphi",
  "hbar hslash",
  "emptyset varnothing"
);

/** LaTeX commands that stand for an operator: the token text, then the commands. */
const operators: readonly (readonly [text: string, commands: string])[] = [
  ["*", "cdot times ast"],
  ["/", "div over"],
  ["+-", "pm"],
  ["-+", "mp"],
  ["<=", "le leq leqslant leqq"],
  [">=", "ge geq geqslant geqq"],
  ["<", "lt"],
  [">", "gt"],
  ["!=", "ne neq"],
  ["~", "approx simeq doteq sim"],
  ["equiv", "equiv"],
  ["in", "in isin"],
  ["cup", "cup bigcup"],
  ["cap", "cap"],
  ["setminus", "setminus backslash smallsetminus"],
  ["to", "to rightarrow mapsto"],
  ["implies", "implies Rightarrow iff therefore"],
  ["and", "land wedge"],
  ["or", "lor vee"],
  ["lfloor", "lfloor"],
  ["rfloor", "rfloor"],
  ["lceil", "lceil"],
  ["rceil", "rceil"],
  ["langle", "langle"],
  ["rangle", "rangle"],
  ["|", "vert lvert rvert"],
  ["mid", "mid"],
  ["\\{", "lbrace {"],
  ["\\}", "rbrace }"],
  ["[", "lbrack"],
  ["]", "rbrack"],
  ["norm", "|"],
  ["row", "\\ cr"],
  ["%", "%"],
  ["deg", "circ degree"],
  ["'", "prime"],
  [":", "colon"],
  ["mod", "bmod mod"],
  ["currency $", "$ mathdollar textdollar dollar"],
  ["currency €", "euro texteuro"],
  ["currency £", "pounds textsterling"],
  ["currency ¥", "yen textyen"],
  ["currency ₹", "rupee"],
  ["currency ₩", "won"],
  ["currency ₽", "ruble"],
  ["currency ¢", "cent textcent"],
  ["choose", "choose"],
  ["sum", "sum"],
  ["_", "_"],
  ["#", "#"],
  ["&", "&"],
  ["space", "quad qquad"]
];

/** Token texts of operator commands. */
export const operatorCommands: ReadonlyMap<string, string> = new Map(
  operators.flatMap(([text, commands]) => commands.split(" ").map((command) => [command, text]))
);

/** Commands that change looks or spacing only. */
export const ignoredCommands: ReadonlySet<string> = new Set([
  " ",
  ...words(
    ", ; : ! > / - @ left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr " +
      "checkmark blacksquare square Box qed qedsymbol displaystyle textstyle scriptstyle limits nolimits thinspace medspace thickspace enspace negthinspace " +
      "hfill hline bf rm it tt sf cal nonumber large Large LARGE huge Huge small normalsize boldmath ( ) [ ] allowbreak relax"
  )
]);

/** Commands with a numerator and a denominator, and binomials. */
export const fractionCommands = words("frac dfrac tfrac cfrac nicefrac sfrac flatfrac binom dbinom tbinom");

/** Commands whose argument is read as if they were not there. */
export const fontCommands = words(
  "mathbf bold boldsymbol bm symbf mathit mathnormal mathsf mathtt boxed fbox underline ensuremath displaylines pmb " +
    "mathop mathord"
);

/** Commands whose first argument is about looks: colours, lengths, what is not drawn. */
export const layoutCommands = words(
  "color textcolor colorbox bbox phantom hphantom vphantom hspace vspace tag label require"
);

/** Commands whose argument is prose. */
export const textCommands = words(
  "text mbox hbox textrm textbf textit textsf texttt textnormal mathrm operatorname emph textup rm unit si"
);

/** Commands that make a new symbol of their argument: `\dot{x}` is not x. */
export const accentCommands = words(
  "dot ddot hat widehat bar overline vec tilde widetilde mathcal mathbb mathfrak mathscr overrightarrow " +
    "overleftrightarrow overset overarc wideparen Bbb"
);

/** Operators of two characters. */
export const operatorPairs: ReadonlyMap<string, string> = new Map([
  ["**", "^"],
  ["<=", "<="],
  [">=", ">="],
  ["!=", "!="],
  ["==", "="],
  ["+-", "+-"],
  ["->", "to"],
  ["=>", "implies"]
]);
