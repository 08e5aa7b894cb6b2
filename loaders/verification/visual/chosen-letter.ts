import {complement, isNegated, lastClause} from "./statement.js";

const LABELLED =
  /^(?:(?:the\s)?(?:correct\s|best\s|right\s)?(?:option|choice|answer|correct)s?\s*:?\s*)?[[(]?\s?([A-Ha-h])\s?[\])]?(?![\p{L}\p{N}'’])/iu;
const CHOSEN =
  /^(?:(?:it|this|that|which|i|we|you)(?:['’]d)?\s+)?(?:(?:must|has to|should|can only|would|will|would have to)\s+)?(?:be|is|choose|pick|select|go with|chose|leaves?)\s+/i;
const OTHER = /^[^A-Za-z]*(?:or|and|no(?=,))\b|^\s*[,/]\s*[[(]?[A-H](?![a-zA-Z0-9])/;
const SETTLED =
  /^\s*(?:$|[.:,;。，]|because\b|since\b|as\b|with\b|where\b|is (?:the )?(?:correct|right|best|true|answer))/i;
const ONLY =
  /(?:^|\b[Oo]nly\s+|\b(?:option|choice)\s+)[[(]?([A-H])[\])]?\s+(?:fits?|works?|match(?:es)?|satisfies|remains|holds|agrees|applies|(?:is|can be)\s(?:possible|left|consistent|correct|right|true))\b/;
const IN_PROSE = /\b(?:option|choice)s?\s+[[(]?([A-H])(?![a-zA-Z0-9'’])|[[(]([A-H])[\])]/g;

/** A letter, and what stands behind it. */
export interface ChosenLetter {
  letter: string;
  rest: string;
  isSmall: boolean;
}

/**
 * The letter with which an answer begins: `C (8.5).`, `[C]`, `Choice C`, `C is correct`. Null where more letters follow, or
 * words that make the letter a name or an article.
 */
export function leadingLetter(text: string): ChosenLetter | null {
  const bare = plain(text);
  const match = LABELLED.exec(bare);
  if (match === null) return null;
  const after = bare.slice(match[0].length);
  if (OTHER.test(after) || isNegated(withoutReason(after))) return null;
  const isAlone =
    SETTLED.test(after) || /^\s*[([=–—-]/.test(after) || /^\s*[^\p{L}]/u.test(after.trimStart());
  const letter = match[1]!;
  return isAlone
    ? {letter: letter.toUpperCase(), rest: valuePart(after), isSmall: letter !== letter.toUpperCase()}
    : null;
}

/** A sentence without the reason it gives. */
function withoutReason(sentence: string): string {
  return sentence.replace(/,?\s(?:because|since)\b[^]*$/i, "");
}

/** Text behind a letter without the marks around it. */
function valuePart(after: string): string {
  const rest = after.replace(/^[\s:.,;)\]=–—-]+/, "");
  const bracketed = /^[([](.{1,300}?)[)\]]\s*[.。]?\s*$/.exec(rest);
  return (bracketed?.[1] ?? rest).replace(/[.。]\s*$/, "").trim();
}

function plain(text: string): string {
  return text
    .replace(/\\(?:text|textbf|mathbf|mathrm|mbox)\s?\{([^{}]*)\}/g, "$1")
    .replaceAll("**", "")
    .replace(/[（(［[]\s?([A-H])\s?[）)］\]]/g, "($1)")
    .replace(/\\[()]|\$/g, "")
    .replace(/^["'“”‘’\s]+/, "")
    .trim();
}

/** The letter that a sentence concludes with: `It cannot be A or B, so C.`, `We choose option (C).`. */
export function letterInSentence(sentence: string): ChosenLetter | null {
  const clause = plain(lastClause(withoutReason(sentence)).replace(/,\s(?:and\s)?not\s[^,;]{1,80}$/i, ""));
  if (isNegated(clause)) return null;
  const predicate = complement(clause);
  const left =
    /\b(?:which leaves|leaving|gives|yields|leads to|points to|confirms)\s+((?:option |choice )?[[(]?[A-H](?![\p{L}\p{N}]).*)$/u.exec(
      clause
    )?.[1] ?? "";
  const candidates = [clause.replace(CHOSEN, ""), predicate ?? "", left];
  for (const candidate of candidates) {
    const found = leadingLetter(candidate);
    if (
      found !== null &&
      !found.isSmall &&
      (candidate !== clause || found.rest === "" || found.rest.length < 40)
    )
      return found;
  }
  const only = ONLY.exec(clause)?.[1];
  if (only !== undefined) return {letter: only, rest: "", isSmall: false};
  const letters = new Set([...clause.matchAll(IN_PROSE)].map((match) => match[1] ?? match[2]!));
  const [letter] = letters;
  return letters.size === 1 && !/\bor\b|\bboth\b/i.test(clause)
    ? {letter: letter!, rest: "", isSmall: false}
    : null;
}
