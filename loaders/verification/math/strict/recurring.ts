const DOTS = /(\d\.\d{0,20})\\dot\s?\{?\s?(\d)\s?\}?(?:(\d{0,20})\s?\\dot\s?\{?\s?(\d)\s?\}?)?/g;
const ELLIPSIS = /(\d\.\d{0,10}?)(\d{1,10}?)\2{1,40}(\d{0,9})\s?(?:\.{3}|…|\\[lc]?dots(?![a-z]))/g;
/** 0.58… behind a value that it approximates. */
const CUT_OFF =
  /(?<=[\d})\]]\s?)(?:=|\\approx(?![a-z])|≈)\s?(-?\d{1,20}\.\d{1,40})\s?(?:\.{3}|…|\\[lc]?dots(?![a-z]))(?=\s*$)/;
const BRACKETS = /(?<![\w.])(\d{1,20}\.\d{0,20})\((\d{1,20})\)(?![\w^])/g;

/** Recurring decimals with dots over the period or an ellipsis after it (0.\dot{3}\dot{6}, 0.1666…) as 0.1\overline{6}; `= 0.58…` at the end as `\approx 0.58`. */
export function withPeriod(text: string): string {
  let result = text;
  // 2.(3) is no product: nothing stands between the point and the period.
  if (result.includes(".(")) result = result.replace(CERTAIN, "$1\\overline{$2}");
  if (result.includes("\\dot"))
    result = result.replace(
      DOTS,
      (_, head: string, first: string, between?: string, last?: string) =>
        `${head}\\overline{${first}${between ?? ""}${last ?? ""}}`
    );
  if (!/\d\s?(?:\.{3}|…|\\[lc]?dots)/.test(result)) return result;
  return result
    .replace(ELLIPSIS, (all: string, head: string, period: string, rest: string) => {
      const written = all.replace(/\D+$/, "").length - head.length;
      return period.startsWith(rest) && written >= Math.max(3, 2 * period.length)
        ? `${head}\\overline{${period}}`
        : all;
    })
    .replace(CUT_OFF, "\\approx $1");
}

const CERTAIN = /(?<![\w.])(\d{1,20}\.)\((\d{1,20})\)(?![\w^])/g;

/** 0.1(6) as 0.1\overline{6}; usually a product. */
export function withPeriodInBrackets(text: string): string {
  return text.replace(BRACKETS, "$1\\overline{$2}");
}
