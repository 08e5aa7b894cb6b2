import {some, symbolsOf} from "../../algebra/expression.js";
import {MAX_CHARACTERS, usualReading, type Reading} from "../../algebra/parsing/token.js";
import type {Answer} from "../answer.js";
import {numberInWords} from "../number-words.js";
import {readAnswer} from "../read-answer.js";
import {withPeriodInBrackets} from "../recurring.js";
import {numberSpellings} from "./number-spellings.js";
import {
  withArc,
  withChoices,
  withClock,
  withCommas,
  withFeet,
  withIndianGroups,
  withoutArrows,
  withLowProduct,
  withSolarUnit,
  withSpacedCycles,
  withSum,
  withUnion
} from "./rare-spellings.js";

/**
 * Pairs of answers in which one side is read another way than usual: `1,234` as a list, `2e3` as a product with Euler's number;
 * and for a gold that is a number, in the output: letters as units (2.78 m), `_{10}C_3` and `C_{10}^3` as binomials, `7th` as 7,
 * `1,22` as a decimal with a comma.
 */
export function* otherReadings(
  output: string,
  gold: string,
  usual: {output: Answer; gold: Answer}
): Generator<[Answer, Answer]> {
  for (const reading of readingsOf(output)) yield [readAnswer(output, reading), usual.gold];
  for (const reading of readingsOf(gold)) yield [usual.output, readAnswer(gold, reading)];
  // 2,5 is a list of two in most golds.
  const decimal = /^[-+]?\d,\d$/.test(gold) ? gold : withPoint(gold, output);
  if (decimal !== gold) yield [usual.output, readAnswer(decimal)];
  for (const text of [
    withLetters(output, usual.gold),
    withChoices(output, usual.gold),
    withSpacedCycles(output, usual.gold),
    withArc(output),
    withFeet(output),
    withUnion(output, gold),
    withoutArrows(output, gold),
    withCommas(output),
    withClock(output, usual.gold),
    withSum(output)
  ])
    if (text !== output) yield [readAnswer(text), usual.gold];
  for (const text of [
    framed(gold),
    withBinomials(gold),
    withChoices(gold, usual.output),
    withArc(gold),
    withFeet(gold),
    withUnion(gold, output),
    withoutArrows(gold, output),
    withCommas(gold),
    withClock(gold, usual.output),
    withSum(gold),
    withSpacedCycles(gold, usual.output)
  ])
    if (text !== gold) yield [usual.output, readAnswer(text)];
  const [left, right] = [withLowProduct(output), withLowProduct(gold)];
  if (left !== output || right !== gold) yield [readAnswer(left), readAnswer(right)];
  if (!isNumber(usual.gold) || output.length > MAX_CHARACTERS) return;
  if (MAY_BE_UNIT.test(output)) yield [readAnswer(output, {...usualReading, units: true}), usual.gold];
  for (const text of [
    withoutFrames(output),
    withoutOrdinal(output),
    withBinomials(output),
    withPoint(output, gold),
    withPeriodInBrackets(output),
    withImaginary(output, usual.gold),
    withArea(output),
    withIndianGroups(output),
    withSolarUnit(output),
    ...numberSpellings(output, gold)
  ])
    if (text !== output) yield [readAnswer(text, {...usualReading, units: true}), usual.gold];
}

const MAY_BE_UNIT = /(?:^|[\s\d})./*~°º²³])[A-Za-z]|\\(?:[,;: ]\s?[A-Za-z]|Omega|mu|AA|text|mathrm|circ)/;

function readingsOf(text: string): Reading[] {
  if (text.length > MAX_CHARACTERS) return [];
  const readings: Reading[] = [];
  if (/\d,\d{3}(?!\d)/.test(text)) {
    readings.push({...usualReading, grouping: "everywhere"});
    // 080 is no item of a list.
    if (!/\d,0\d\d(?!\d)/.test(text)) readings.push({...usualReading, grouping: "none"});
  }
  if (/\d[eE][+-]?\d/.test(text)) readings.push({...usualReading, scientific: false});
  return readings;
}

/** Whether an answer is a value without variables: letters beside such a number are its unit. */
function isNumber(answer: Answer): boolean {
  if (answer.kind === "relation") return isNumber(answer.sides.at(-1)!);
  return (
    answer.kind === "ratio" ||
    answer.kind === "time" ||
    (answer.kind === "value" && symbolsOf(answer.expression).length === 0)
  );
}

/** `2\pi hr` for a gold with the symbols h and r: no hours. */
function withLetters(text: string, gold: Answer): string {
  const side = gold.kind === "relation" ? gold.sides.at(-1)! : gold;
  if (side.kind !== "value" || text.length > MAX_CHARACTERS) return text;
  const symbols = symbolsOf(side.expression);
  if (symbols.length < 2) return text;
  return text.replace(/(?<![A-Za-z\\{])[A-Za-z]{2,3}(?![A-Za-z}])/g, (run) =>
    Array.from(run).every((letter) => symbols.includes(letter)) ? Array.from(run).join(" ") : run
  );
}

/** `\text{19 apples}`, `nineteen apples`, `Rs. 19` and `US\$19` with digits and signs only. */
function withoutFrames(text: string): string {
  if (!/^\s*(?:\\text|\\mathrm|\\mbox|\p{L})/u.test(text)) return text;
  const plain = text
    .replace(/\\(?:text|textbf|textrm|mathrm|mbox)\s?\{([^{}]{0,200})\}/g, " $1 ")
    .trim()
    .replace(/^(?:US|CA|AU)\s?(?=\\?\$)/, "")
    .replace(/^Rs\.?\s?(?=\d)/, "₹")
    .replace(
      /^(?:(?:the\s+)?(?:ratio|time|year|number|value|integer)(?: of)?\s+|the\s+(?=\d+\s?(?:st|nd|rd|th)$))(?=\d)/i,
      ""
    )
    .replace(/(\d)\s+(?:st|nd|rd|th)$/, "$1");
  const words = /^[A-Za-z]+(?:[- ][A-Za-z]+){0,12}$/.test(plain) ? plain.split(" ") : [];
  for (let length = words.length - 1; length > 0; length--) {
    // "thirty six" is no thirty.
    const isWhole = !/^(?:and|hundred|thousand|million|billion|point|half)$/i.test(words[length]!);
    const value =
      isWhole && numberInWords(words[length]!) === null
        ? numberInWords(words.slice(0, length).join(" "))
        : null;
    if (value !== null) return [value.toString(), ...words.slice(length)].join(" ");
  }
  return plain;
}

/** 36th, 36^{\text{th}} and 36\textsuperscript{th} as 36. */
function withoutOrdinal(text: string): string {
  return text.replace(
    /^(\d{1,40})\s?\^?\s?\{?\s?(?:\\(?:text|mathrm|textsuperscript|rm|textrm)\s?\{\s?)?(?:st|nd|rd|th)\}{0,2}(?=$|\s)/,
    "$1"
  );
}

const BEFORE =
  /(?:\{\})?[_^]\s?\{?(\d{1,6})\}?\s?(?:\\(?:mathrm|text|rm)\s?\{?\s?)?([CP])\}?\s?_\s?\{?(\d{1,6})\}?/g;
const CALL = /(?:\\(?:mathrm|text|rm)\s?\{)?\b([CP])\}?\s?\(\s?(\d{1,6})\s?,\s?(\d{1,6})\s?\)/g;
const BELOW = /(?:\\(?:mathrm|text|rm)\s?\{)?\b([CPA])\}?\s?_\s?\{?(\d{1,6})\}?\s?\^\s?\{?(\d{1,6})\}?/g;
const ABOVE = /(?:\\(?:mathrm|text|rm)\s?\{)?\b([CPA])\}?\s?\^\s?\{?(\d{1,6})\}?\s?_\s?\{?(\d{1,6})\}?/g;
const CHOOSE = /(\d{1,6})\s?(?:\\text\{)?\s?choose\s?\}?\s?(\d{1,6})/g;

/** Counts of combinations and arrangements in their other notations. */
function withBinomials(text: string): string {
  if (!/[CPA]|choose/.test(text)) return text;
  return text
    .replace(BEFORE, (_, n: string, letter: string, k: string) => counted(letter, n, k))
    .replace(CALL, (_, letter: string, n: string, k: string) => counted(letter, n, k))
    .replace(BELOW, (_, letter: string, n: string, k: string) => counted(letter, n, k))
    .replace(ABOVE, (_, letter: string, k: string, n: string) => counted(letter, n, k))
    .replace(CHOOSE, (_, n: string, k: string) => counted("C", n, k));
}

function counted(letter: string, n: string, k: string): string {
  if (Number(k) > Number(n)) return "0";
  return letter === "C" ? `\\binom{${n}}{${k}}` : `\\frac{${n}!}{${Number(n) - Number(k)}!}`;
}

/** `3+4j` of engineers, `1 - i2`, and 2I for a gold with an imaginary part. */
function withImaginary(text: string, gold: Answer): string {
  const plain = text
    .replace(/(?<![A-Za-z\\{_^])j(?![A-Za-z_])/g, "i")
    .replace(/(?<![A-Za-z\\{_^\d)}])i\s?(\d{1,40}(?:\.\d{1,40})?)(?![\d^])/g, "$1i");
  return hasImaginary(gold) ? plain.replace(/(?<![A-Za-z\\{_^])I(?![A-Za-z_])/g, "i") : plain;
}

function hasImaginary(answer: Answer): boolean {
  return (
    answer.kind === "value" &&
    some(answer.expression, (part) => part.kind === "constant" && part.name === "i")
  );
}

/** `\text{0 solutions}` as a number with its noun. */
function framed(gold: string): string {
  return /^\\(?:text|mbox|textrm)\s?\{\s?\d/.test(gold) ? withoutFrames(gold) : gold;
}

/** An area or volume glued to its number: 5m². */
function withArea(text: string): string {
  return text.replace(/(\d)(?=m\s?(?:\^\s?\{?\s?[23]\b|[²³]))/g, "$1 ");
}

const COMMA =
  /^(-?\\?[$€£¥₹]?\s?[-+]?)(?:(\d{1,40}|\d{1,3}(?:[. ]\d{3}){1,12})(?:,|\{,\})(\d{1,2}|\d{4,40})|0(?:,|\{,\})(\d{3}))((?:\s|\\[, ])*(?:\\?[%€$£¥₹]|\\(?:text|mathrm|euro|circ)|[A-Za-z°])[^\d,()[\]]*(?:\^\s?\{?-?\d\}?)?)?$/;

/** `1,22` and `1{,}22 €` for a gold that is written with a point or as a fraction; three digits after a comma are thousands, but for 0,123. */
function withPoint(text: string, gold: string): string {
  if (/^[-+]?\d+$/.test(gold) && !/^[-+]?\d{1,3}(?:\.\d{3})+,\d/.test(text)) return text;
  if (
    !/^[^\d,()[\]{}]{0,8}\d+(?:\.\d+)?[^\d,()[\]]*(?:\^\s?\{?-?\d\}?)?$|^[-+]?\d*\s?\\[dt]?frac\s?\{?\d+\}?\s?\{?\d+\}?$/.test(
      gold
    )
  )
    return text;
  return text.replace(
    COMMA,
    (_, sign: string, whole?: string, part?: string, after?: string, unit?: string) =>
      `${sign}${(whole ?? "0").replace(/[. ]/g, "")}.${part ?? after!}${unit ?? ""}`
  );
}
