import {isUnitWord} from "../unit.js";

const POWER = String.raw`(?:[²³]|\^\{?[23]\}?)?`;
const UNIT = new RegExp(
  String.raw`^\s?((?:square|cubic|sq|cu)\s)?([A-Za-z]{1,12}|°[CF]?)(${POWER})((?:\s?\/\s?|\sper\s)([A-Za-z]{1,12})${POWER})?`
);
const LARGER =
  /(?:\d[\d.,]{0,12}\s(?:hours?|hrs?|h|minutes?|mins?|days?|weeks?|years?|feet|foot|ft|yards?|meters?|m|pounds?|lbs?|dollars?|kilometers?|km)(?:,|,?\sand)?\s){1,3}$/;

/** The unit that words after a value name: " square feet" of " square feet in all"; empty where they name none. */
export function unitAfter(after: string): string {
  const match = UNIT.exec(after);
  if (match === null) return "";
  const [all, power, name, , rate, divisor] = match;
  if (
    !isUnit(name!, after.slice(name!.length + (all.length - all.trimStart().length) + (power ?? "").length))
  )
    return "";
  return rate === undefined || isUnitWord(divisor!) ? all : all.slice(0, -rate.length);
}

/** One letter and `in` are units at the end only: "5 in", but "5 in total". */
function isUnit(name: string, rest: string): boolean {
  if (name.startsWith("°")) return true;
  const isShort = name.length === 1 || name === "in" || name === "second";
  return (
    isUnitWord(name) && !/^(?:per|square|cubic|sq|cu)$/i.test(name) && !(isShort && /^\s?[A-Za-z]/.test(rest))
  );
}

/** The last number of a sentence with its unit and the larger units before it: "1 hour 30 minutes" for 30. */
export function quantityIn(sentence: string, number: string): string {
  const at = sentence.lastIndexOf(number);
  const unit = unitAfter(sentence.slice(at + number.length));
  const larger = unit === "" ? "" : (LARGER.exec(sentence.slice(Math.max(0, at - 80), at))?.[0] ?? "");
  return `${larger}${number}${unit}`;
}
