import type {Answer} from "../answer.js";
import {spokenTime} from "../spoken-time.js";

const INCHES = /^(\d{1,6}(?:\.\d{1,6})?)\s?(?:''|"|″|\^\s?\{\s?\\prime\s?\\prime\s?\})$/;
const FEET =
  /^(\d{1,6})\s?(?:'|′|\^\s?\{?\s?\\prime\s?\}?)\s?(\d{1,2}(?:\.\d{1,6})?)\s?(?:''|"|″|\^\s?\{\s?\\prime\s?\\prime\s?\})$/;

/** 16'' and 5'8" in inches and feet; other texts unchanged. */
export function withFeet(text: string): string {
  if (!/['"′″]|prime/.test(text)) return text;
  return text.replace(FEET, "$1 \\text{ ft } $2 \\text{ in}").replace(INCHES, "$1 \\text{ in}");
}

/** ACD as A, C, D for a gold that lists choices; other texts unchanged. */
export function withChoices(text: string, gold: Answer): string {
  const letters = /^(?:\\text\s?\{\s?)?([A-H]{2,8})\s?\}?$/.exec(text)?.[1];
  if (letters === undefined || gold.kind !== "collection" || gold.open !== "") return text;
  const isChoice = (item: Answer): boolean =>
    item.kind === "choice" ||
    (item.kind === "value" && item.expression.kind === "symbol" && /^[A-H]$/.test(item.expression.name));
  const sorted = Array.from(new Set(letters)).sort().join("");
  return gold.items.every(isChoice) && sorted === letters ? Array.from(letters).join(", ") : text;
}

/** Cycles without spaces, (12)(34), as (1 2)(3 4) where the other side is a permutation in cycles; other texts unchanged. */
export function withSpacedCycles(text: string, other: Answer): string {
  return other.kind === "text" && other.text.startsWith("cycles ") && /^(?:\(\d{2,9}\)\s?){1,9}$/.test(text)
    ? text.replace(/\d(?=\d)/g, "$& ")
    : text;
}

/** 12,34,567 as India groups it; other texts unchanged. */
export function withIndianGroups(text: string): string {
  return /^(?:\\?[$₹]\s?)?[1-9]\d?(?:(?:,|\{,\})\d{2}){1,6}(?:,|\{,\})\d{3}(?![\d,.{])/.test(text)
    ? text.replace(/(?<=\d)(?:,|\{,\})(?=\d)/g, "")
    : text;
}

const ARC =
  /^(\d{1,6})\s?(?:\^\s?\{?\s?)?(?:\\circ|°)\s?\}?(?:\s|\\[,;: ])*(\d{1,2})\s?(?:'|′|\^\s?\{?\s?\\prime\s?\}?)(?:(?:\s|\\[,;: ])*(\d{1,2})\s?(?:''|"|″|\^\s?\{\s?\\prime\s?\\prime\s?\}))?$/;

/** (4|-1) and (4 \mid -1), as schools in Germany write points and vectors, with commas; other texts unchanged. */
export function withCommas(text: string): string {
  return /^(?:\\left\s?)?\([^()|,;]{1,60}(?:(?:\||\\mid(?![a-z]))[^()|,;]{1,60}){1,3}\)$/.test(text)
    ? text.replace(/\||\\mid(?![a-z])/g, ",")
    : text;
}

/** `quarter to four in the afternoon` as 3:45 pm for another side that is a time of day; other texts unchanged. */
export function withClock(text: string, other: Answer): string {
  if (other.kind !== "time" && !(other.kind === "ratio" && other.isClock)) return text;
  const plain = text.replace(/\\(?:text|mbox|textrm)\s?\{([^{}]*)\}/g, "$1").trim();
  const part = /\s(?:in the (morning|afternoon|evening)|at night|([ap])\.?\s?m\.?)$/i.exec(plain);
  const time = spokenTime(part === null ? plain : plain.slice(0, part.index));
  if (time === null || part === null) return time ?? text;
  return `${time} ${part[1]?.toLowerCase() === "morning" || part[2]?.toLowerCase() === "a" ? "am" : "pm"}`;
}

/** 30°15' in degrees; other texts unchanged. */
export function withArc(text: string): string {
  return text.replace(
    ARC,
    (_, degrees: string, minutes: string, seconds?: string) =>
      `\\frac{${Number(degrees) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)}}{3600}^\\circ`
  );
}

/** \vec{a} for an other side that writes vectors in bold; other texts unchanged. */
export function withoutArrows(text: string, other: string): string {
  return /\\(?:mathbf|boldsymbol|bm|bf)/.test(other)
    ? text.replace(/\\(?:vec|overrightarrow)\s?(?:\{\s?([A-Za-z])\s?\}|([A-Za-z])(?![A-Za-z]))/g, " $1$2")
    : text;
}

const INTERVAL = /[[(\]][^()[\]]{1,60},[^()[\]]{1,60}[\])[]/y;
const BETWEEN =
  /(?<=[)\][])(?:\s|\\[,;: ])*(?:,|;|and|or|\\(?:text|mbox)\s?\{\s?,?\s?(?:and|or)\s?\})+(?:\s|\\[,;: ])*(?=[([\]]|\\left)/g;

/** (1, 2), (4, \infty) as a union for an other side that is one; other texts unchanged. */
export function withUnion(text: string, other: string): string {
  INTERVAL.lastIndex = 0;
  return /\\cup|∪/.test(other) &&
    !/\\c[ua]p|[∪∩]/.test(text) &&
    INTERVAL.test(text.replace(/\\(?:left|right)\s?/g, ""))
    ? text.replace(BETWEEN, " \\cup ")
    : text;
}

/** t/RC with the product below the line; other texts unchanged. */
export function withLowProduct(text: string): string {
  return text.replace(/(?<=[A-Za-z\d)}]\s?\/\s?)([A-Za-z]{2,3})(?![A-Za-z({])/g, (run) =>
    /^(?:sin|cos|tan|log|ln|pi)$/.test(run) ? run : `(${run})`
  );
}

/** 7.25 M_\odot as a number with a unit; other texts unchanged. */
export function withSolarUnit(text: string): string {
  return text.replace(
    /(?<=\d)(?:\s|~|\\[,;: ]){0,3}([MLR])_\s?\{?\s?(?:\\odot|☉|⊙)\s?\}?$/,
    (_, name: string) => ` \\text{solar ${name === "M" ? "masses" : name === "L" ? "luminosities" : "radii"}}`
  );
}

/** "5 hours and 20 minutes" as one quantity; other texts unchanged. */
export function withSum(text: string): string {
  return text.replace(/^(\d[\d.,]{0,12}\s?[a-zA-Z]{1,12}),? and (?=\d[\d.,]{0,12}\s?[a-zA-Z]{1,12}$)/, "$1 ");
}
