const STAR = /(?<=[A-Za-z])\s?\^\s?(?:\*(?!\s?[\w(])|\{\s?(?:\*|\\ast)\s?\}|\\ast(?![a-z]))/g;
const DEGREE = /(?<=\d)\s?\^\s?(?:\{\s?)?(?:\\(?:text|mathrm|textrm|rm)\s?\{\s?o\s?\}|o(?![a-z]))\s?\}?/g;
const EXPONENT =
  /(?<=\d)\s?\\(?:text|mathrm|rm|textrm)\s?\{\s?[Ee]\s?\}?\s?\{?\s?([-+−]?)\s?\}?\s?\{?\s?(\d{1,4})\s?\}?/g;
const LOW_FRACTION = /\^\s?\{?\s?(\d{1,9})\s?\}?\s?\/\s?_\s?\{?\s?(\d{1,9})\s?\}?(?!\d)/g;
const COLON = /(?:\\[!,;]\s?){1,4}:(?:\s?\\[!,;]){0,4}|:(?:\s?\\[!,;]){1,4}/g;
/** {\rm kJ/mol} */
const UPRIGHT = /\{\s?\\rm\s+(?=[^{}]*[A-Za-z])([^{}]{1,60})\}/g;
const LIST_IN_TEXT =
  /^\\(?:text|mbox|textbf|mathrm|textrm)\s?\{([-+]?\d[-\d.,;/\s]{0,80}(?:and|or|&)\s[-\d.,;/\s]{1,80})\}$/;
const MODULUS =
  /(?:\\[ ,;:]|\\q?quad|\s)*(?:\\pmod\s?(?:\{\s?([^{}]{1,20}?)\s?\}|(\w))|\(\s?(?:\\(?:text|mathrm|operatorname)\s?\{\s?mod\s?\}|\\b?mod|mod)(?:\s|\\[ ,;])*([^(){}]{1,20}?)\s?\))/g;
/** \text{ (mod }100) */
const TEXT_MODULUS = /\\(?:text|mathrm)\s?\{\s?\(\s?mod\s?\}\s?(\w{1,20})\s?\)/g;
const IDENTITY = /(?<=^\s?[A-Za-z]\s?\([a-z]\)\s?)\\equiv(?![a-z])/;
const CONSTANT = /(\+)\s?\\(?:text|mathrm|mbox)\s?\{\s?const(?:ant|\.)?\s?\}/g;
/** \text{ or approximately } between a value and its decimal. */
const APPROXIMATELY =
  /(?<=[\d})])(?:\s|\\[ ,;])*(?:,\s?)?\(?\\text\s?\{[\s,(]*(?:(?:or|which is|i\.e\.),?\s)?(?:about|approximately|approx\.?|roughly)\s?\}\s?(-?\d{1,20}\.\d{1,40})\)?(?=\s*$)/;
const NEGATIVE = /^(?:\\text\s?\{\s?(?:negative|minus)\s?\}|(?:negative|minus)\s)\s?(?=[\d\\]*\d)/i;
const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
/** Letters and digits in mathematical fonts. */
const FONTS = String.fromCharCode(0xd835);
const MATHEMATICAL = /[\u{1d400}-\u{1d7ff}]/gu;

/** Longer texts are the same only when they are identical. */
const MAX_SPELLED = 4_000;

/**
 * One spelling of what LaTeX and models write in several: doubled backslashes (\\\\frac) outside of rows, full-width and bold digits, the
 * colon of 3{:}30 and 3\!:\!30, x^* as a symbol, 120^o in degrees, 3.2\text{E}-5, a list of numbers inside of \text, `negative 17` with its
 * sign, and `or approximately 3.6` as an approximation.
 */
export function withUsualSpelling(text: string): string {
  let result = text;
  if (result.includes("\\\\") && !result.includes("begin"))
    result = result.replace(/\\\\(?=[a-zA-Z])/g, "\\");
  if (result.length <= MAX_SPELLED) result = respelled(result);
  if (result.includes(FONTS))
    result = result.replace(MATHEMATICAL, (character) => character.normalize("NFKC"));
  if (!/[\uff10-\uff5a]/.test(result)) return result;
  return result.replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

function respelled(text: string): string {
  let result = text;
  if (result.includes("^")) {
    if (/\^\s?\{?(?:\*|\\ast)/.test(result)) result = result.replace(STAR, "'");
    if (result.includes("o")) result = result.replace(DEGREE, "^\\circ ");
    if (result.includes("/")) result = result.replace(LOW_FRACTION, "\\frac{$1}{$2}");
  }
  if (result.includes("{}")) result = result.replace(/(?<=\d|\))\{\}/g, "");
  if (result.includes(":")) result = result.replaceAll("{:}", ":").replace(COLON, ":");
  if (result.includes("ega") || result.includes("inus")) result = result.replace(NEGATIVE, "-");
  if (result.includes("electron")) result = result.replace(/electron[ -]volt/g, "electronvolt");
  if (result.includes("mathbin")) result = result.replace(/\\mathbin\s?\{\s?:\s?\}/g, ":");
  if (result.includes("percentage p")) result = result.replace(/percentage points?\b/, "percent");
  if (result.includes("mod"))
    result = result
      .replace(TEXT_MODULUS, "(\\text{mod} $1)")
      .replace(
        MODULUS,
        (_, braced?: string, single?: string, plain?: string) => ` \\pmod{${braced ?? single ?? plain!}}`
      );
  if (result.includes("\\")) {
    if (/\{\s?[Ee]\s?[-+−}]/.test(result)) result = result.replace(EXPONENT, "e$1$2");
    if (result.includes("\\rm")) result = result.replace(UPRIGHT, "\\mathrm{$1}");
    if (result.includes("\\,\\!")) result = result.replaceAll("\\,\\!", "\\,");
    if (result.includes("\\equiv") && !result.includes("mod")) result = result.replace(IDENTITY, "=");
    if (result.includes("const")) result = result.replace(CONSTANT, "$1 C");
    if (result.includes("\\text")) result = result.replace(APPROXIMATELY, " \\approx $1");
    const list = LIST_IN_TEXT.exec(result)?.[1];
    if (list !== undefined) result = list;
  }
  return result;
}
