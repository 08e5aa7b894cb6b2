import {isUnitWord} from "../unit.js";

const HOURS = /^(\d{1,4})\s?(?:h|hrs?|hours?),?(?:\sand)?\s(\d{1,2})\s?(?:m|mins?|minutes?)$/;

/** Readings of an output for a gold that is a bare number: groups, cents, percents and times in other spellings. */
export function numberSpellings(text: string, gold: string): string[] {
  const found = [
    withGroups(text),
    withGluedUnit(text),
    withDollars(text, gold),
    withOhms(text),
    asDecimal(text),
    ...inOneUnit(text)
  ];
  return found.filter((reading) => reading !== text);
}

/** `23\text{,}500` and `0.062\,5` as 23,500 and 0.0625. */
function withGroups(text: string): string {
  return text
    .replace(/(?<=\d)\\text\s?\{,\}(?=\d{3}(?!\d))/g, ",")
    .replace(/(?<=\.\d{3})(?:\\[,;: ]|\s|~)(?=\d)/g, "");
}

/** `156kgs` as `156 kgs`: two letters and more that are a unit, or g and L. */
function withGluedUnit(text: string): string {
  return text.replace(
    /^(\\?[$€£]?-?\d[\d,]*(?:\.\d+)?)([A-Za-z]{1,5})(?=$|\s(?:per|an?)\s|\/)/,
    (all, number: string, unit: string) =>
      isUnitWord(unit) && (unit.length > 1 || /^[gL]$/.test(unit)) ? `${number} ${unit}` : all
  );
}

/** `75¢` as 0.75 for a gold in dollars and cents. */
function withDollars(text: string, gold: string): string {
  const cents = /^(\d{1,6})(?:\s|\\[,; ])*(?:¢|(?:\\text\s?\{)?\s?cents?\s?\}?)$/.exec(text)?.[1];
  return cents !== undefined && /^\d*\.\d\d$/.test(gold) ? `${Number(cents) / 100}` : text;
}

/** `18\,\text{k}\Omega` as 18 kilohm. */
function withOhms(text: string): string {
  return text.replace(
    /(?<=\d)(?:\s|~|\\[,;: ])*(?:\\(?:text|mathrm)\s?\{\s?([kM])\s?\}|([kM]))\s?\\Omega$/,
    (_, framed?: string, plain?: string) => ` \\text{ ${(framed ?? plain) === "k" ? "kilohm" : "megohm"}}`
  );
}

/** `66.7\%` as 0.667, which may be a rounding. */
function asDecimal(text: string): string {
  const [, whole, places] = /^(\d{1,3})\.(\d{1,12})\s?\\?%$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const digits = whole.padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${places!}`;
}

/** "2 h 30 min" in hours and in minutes. */
function inOneUnit(text: string): string[] {
  const plain = text
    .replace(/\\(?:text|mathrm|mbox)\s?\{([^{}]*)\}|\\[,; ]/g, " $1 ")
    .replace(/\s+/g, " ")
    .trim();
  const [, hours, minutes] = HOURS.exec(plain) ?? [];
  return hours === undefined
    ? []
    : [`\\frac{${60 * Number(hours) + Number(minutes)}}{60}`, `${60 * Number(hours) + Number(minutes)}`];
}
