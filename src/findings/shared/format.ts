const MINUS = "−";

/** A share (0 to 1) as a percentage with one decimal: `43.1%`. */
export function percent(share: number): string {
  return `${fixed(share * 100)}%`;
}

/**
 * A share as people say it: `63%`, with a decimal above 99% and below 1%, so that almost all is not all and almost none is not none.
 */
export function about(share: number): string {
  const value = share * 100;
  if (value <= 0 || value >= 100) return `${value.toFixed(0)}%`;
  if (value >= 1 && value <= 99) return `${value.toFixed(0)}%`;
  if (value < 0.05) return "under 0.1%";
  return value >= 99.95 ? "over 99.9%" : `${value.toFixed(1)}%`;
}

/** A budget in words: `one try`, `512 tries`. */
export function tries(k: number): string {
  return k === 1 ? "one try" : `${whole(k)} tries`;
}

/** A difference of shares in percentage points, always signed: `+7.9`, `−3.0`, `0.0`. */
export function points(difference: number): string {
  const text = fixed(difference * 100);
  return text.startsWith(MINUS) || Number(text) === 0 ? text : `+${text}`;
}

/** A gap in points; a distance has no plus sign. */
export function gapText(value: number): string {
  return points(value).replace("+", "");
}

/** An interval in words: `3.1 to 9.8`, with `show` for its ends. */
export function interval(low: number, high: number, show: (value: number) => string): string {
  return `${show(low)} to ${show(high)}`;
}

/** A budget k*, which lies between whole numbers: two significant digits below 100, whole numbers from there. */
export function budget(k: number): string {
  if (k >= 99.5) return whole(Math.round(k));
  return String(Number(k.toPrecision(2)));
}

// Making a format takes far longer than using it.
const wholeFormat = new Intl.NumberFormat("en-US", {maximumFractionDigits: 0});

/** Whole numbers from here on are read as powers of ten. */
const LARGE = 1e10;

/** A whole number with thousands separated: `102,400`; from ten thousand million on in two digits: `1.1 · 10¹²`. */
export function whole(value: number): string {
  if (Number.isFinite(value) && value >= LARGE) {
    const [factor, exponent] = value.toExponential(1).split("e+") as [string, string];
    return factor === "1.0"
      ? powerText(Number(exponent))
      : `${Number(factor)} · ${powerText(Number(exponent))}`;
  }
  return wholeFormat.format(value);
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A power of ten as people write it: `10⁶`. */
export function powerText(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => superscripts[Number(digit)]!).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/** One decimal, a real minus sign, and no negative zero. */
function fixed(value: number): string {
  const text = value.toFixed(1);
  if (Number(text) === 0) return "0.0";
  return text.replace("-", MINUS);
}

/** A text whose lines never break within `k = 1`, `T = 0.6` or `p < 0.05`. */
export function unbroken(text: string): string {
  return text.replace(/(?<=^|[\s(])([A-Za-zτ]\*?) ([=<]) /g, "$1\u00a0$2\u00a0");
}

/** A p-value as statisticians print it: `p = 0.031`, `p < 0.0001`, with spaces that do not break. */
export function pValue(p: number): string {
  if (p < 0.0001) return "p\u00a0<\u00a00.0001";
  return `p\u00a0=\u00a0${p < 0.1 ? Number(p.toPrecision(2)) : p.toFixed(2)}`;
}

/** A share as a percentage to three digits: 0.001 as `0.1%`. */
export function shareText(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}

/** A size in decimal units: `4.7 MB`. */
export function bytes(size: number): string {
  const [value, unit] = size < 1e6 ? [size / 1e3, "kB"] : [size / 1e6, "MB"];
  return `${value.toLocaleString("en-US", {maximumSignificantDigits: value < 100 ? 2 : 3})} ${unit}`;
}

/** `63.3% to 64.6%`, or one value where they are the same. */
export function rangeText(values: readonly number[], show: (value: number) => string = percent): string {
  const [least, most] = [show(Math.min(...values)), show(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)!}`;
}
