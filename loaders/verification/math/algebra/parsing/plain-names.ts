import {functionSpellings, symbolSpellings} from "./names.js";
import type {Token} from "./token.js";

/** Words that join the items of a list. */
export const connectives: ReadonlySet<string> = new Set(["and", "or"]);

/** Plain words that stand for a constant, a function or an operator. */
export const plainNames: ReadonlyMap<string, [Token["kind"], string]> = new Map<
  string,
  [Token["kind"], string]
>([
  ["pi", ["constant", "pi"]],
  ["inf", ["constant", "infinity"]],
  ["infinity", ["constant", "infinity"]],
  ["infty", ["constant", "infinity"]],
  ["oo", ["constant", "infinity"]],
  ["sqrt", ["function", "sqrt"]],
  ["cbrt", ["function", "cbrt"]],
  ["exp", ["function", "exp"]],
  ["deg", ["operator", "deg"]],
  ["degree", ["operator", "deg"]],
  ["degrees", ["operator", "deg"]],
  ["percent", ["operator", "%"]]
]);

/** Names that may be glued to one variable: `2pir`, `xsin`. */
export const gluedNames: ReadonlySet<string> = new Set("pi sqrt sin cos tan ln log".split(" "));

/** Units of one letter, where letters are units. */
const unitLetters: ReadonlySet<string> = new Set("m s g h d l L N J W V A K C F T H".split(" "));
/** Symbols that are units, where letters are units. */
export const unitSymbols: ReadonlyMap<string, string> = new Map([
  ["Omega", "ohm"],
  ["mu", "micro"],
  ["AA", "angstrom"]
]);

/** Short unit symbols that are never read as a product of letters. */
export const plainUnits: ReadonlySet<string> = new Set(
  "cm mm km kg mg ft in yd mi lb lbs oz mph kph ml mL hr hrs min mins sec secs nm Hz kHz rad cc sq cu pm am per mol kcal eV keV MeV GeV kPa kJ kW kWh kN USD EUR GBP INR".split(
    " "
  )
);

/** Whether a run of letters is the name of something, not a product of letters. */
export function isKnownName(run: string): boolean {
  const lower = run.toLowerCase();
  return (
    run.length === 1 ||
    functionSpellings.has(run) ||
    symbolSpellings.has(run) ||
    connectives.has(lower) ||
    plainNames.has(lower)
  );
}

/** Whether letters after these tokens name a unit, where letters are units: after a number and a space (`2.78 m`), or after a unit (`kg m`). */
export function isUnitName(run: string, before: readonly Token[], space: boolean): boolean {
  const last = before.at(-1);
  if (last === undefined || functionSpellings.has(run) || plainNames.has(run)) return false;
  const degree = last.text === "deg";
  const quantity = degree || last.kind === "number" || last.text === "}" || last.text === ")";
  if (!(quantity && (space || degree)) && !followsUnit(before)) return false;
  return run.length > 1 ? !connectives.has(run.toLowerCase()) : unitLetters.has(run);
}

/** After a word, or after the operators and the exponent that follow one. */
function followsUnit(tokens: readonly Token[]): boolean {
  for (let at = tokens.length - 1; at >= 0; at--) {
    const {kind, text} = tokens[at]!;
    if (kind === "word" || kind === "text") return true;
    const isSign = kind === "operator" && ["/", "*", "^", "{", "}", "-", "("].includes(text);
    const isExponent = kind === "number" && ["^", "{", "-"].includes(tokens[at - 1]?.text ?? "");
    if (!isSign && !isExponent) return false;
  }
  return false;
}
