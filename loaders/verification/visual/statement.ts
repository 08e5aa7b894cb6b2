/** Words by which an output says that it has no answer. */
const REFUSAL = new RegExp(
  [
    "\\b(?:i|we|one)\\s(?:cannot|can['’]?t|could ?n['’]?t|am not able|am unable|do(?: not| ?n['’]?t) (?:know|have|see))",
    "\\bcan(?:not|['’]?t| not) (?:be )?(?:determined?|known?|said?|say|told|tell|seen?|read|answer(?:ed)?|inferred|calculated|solved?|found|identified)",
    "\\b(?:unable|impossible to|unknown|unclear|undetermined|insufficient|unsure|sorry|(?:hard|difficult) to (?:say|tell|determine))\\b",
    "\\bno (?:way (?:to|of)|information|idea|answer|one can)\\b",
    "\\bnot (?:possible to|enough|given|sure|clear|visible|provided|known|shown|specified)\\b"
  ].join("|"),
  "i"
);
const NEGATION =
  /\b(?:not|cannot|isn|aren|wasn|doesn|don|didn|neither|nor|never|won(?:['’]| )t|wouldn|couldn|shouldn|hasn|haven|weren|wrong|incorrect|false|rule out|except|unlikely)\b|\bcan['’]t\b/i;
const LINK =
  /\b(?:is|are|was|were|be|equals?|shows?|says?|reads?|indicates?|peaks?|peaked|occurs?|occurred|happened|called|named|means|looks? like|shaped like|resembles?|that of|between|(?:it|that|this)['’]s)\b\s*/gi;
const LEADING =
  /^(?:(?:so|therefore|thus|hence|finally|then|and|now|overall|in total|in conclusion)\b[,:]?\s*)+/i;

/** Whether a text says that it has no answer. */
export function isRefusal(text: string): boolean {
  return REFUSAL.test(text);
}

/** Whether a text asks. */
export function isQuestion(text: string): boolean {
  return /[?？]\s*$/.test(text);
}

/** Whether a text denies something. */
export function isNegated(text: string): boolean {
  return REFUSAL.test(text) || NEGATION.test(text);
}

/** A sentence without `So`, `Therefore` and the like. */
export function withoutConnective(sentence: string): string {
  return sentence.trim().replace(LEADING, "");
}

/** The last clause of a sentence: what it concludes from the others. */
export function lastClause(sentence: string): string {
  const clauses = sentence.split(/;|,?\s*\b(?:so|therefore|thus|hence|but|which means)\b[,:]?\s*/i);
  return (
    clauses
      .filter((clause) => /[\p{L}\p{N}]/u.test(clause))
      .at(-1)
      ?.trim() ?? ""
  );
}

/** What a sentence says of its subject: the words behind its last verb; null without a verb. */
export function complement(sentence: string): string | null {
  const link = [...sentence.matchAll(LINK)].at(-1);
  if (link === undefined) return null;
  const rest = sentence
    .slice(link.index + link[0].length)
    .replace(/^(?:called|named|the (?:time|value|year)s?)\s+/i, "")
    .replace(/^(?:(?:(?:the )?(?:\p{Ll}+est|most|least)(?: \p{Ll}+)?) )?(?:on|in|at)\s+(?=[A-Z(])/u, "");
  const bare = rest
    .replace(/[.!。]+$/, "")
    .replace(/^["'“”‘’:]+|["'“”‘’]+$/g, "")
    .trim();
  return bare === "" ? null : bare;
}

const BELIEF = /^(?:i (?:think|believe|guess|would say)|it is|that is)\s+/i;
const BARE_YES_NO = new RegExp(`^(?:${BELIEF.source.slice(1)})?(?:yes|no)\\W*$`, "i");

/** The yes or no with which a text opens, or that is all of its last clause. Null without one, or with both. */
export function statedYesNo(text: string): "yes" | "no" | null {
  const clause = lastClause(text);
  return openingYesNo(text) ?? (BARE_YES_NO.test(clause) ? openingYesNo(clause.replace(BELIEF, "")) : null);
}

/** "No doubt: yes." */
const CERTAINLY = /^(?:no doubt|without (?:a |any )?doubt|of course|certainly|definitely|indeed)[,:]\s*/i;

/** The yes or no with which a text opens: a word of its own, so that `no way` is none. Null without one, or with both. */
function openingYesNo(text: string): "yes" | "no" | null {
  const match = /^["'“(]*(yes|no)["'”)]*(?=$|[.,!;:。，]|\s*[—–-]\s|\s+(?:because|since|as)\b)/i.exec(
    withoutConnective(text).replace(CERTAINLY, "")
  );
  if (match === null || isRefusal(text)) return null;
  const word = match[1]!.toLowerCase() as "yes" | "no";
  const other = word === "yes" ? /\bno\b(?!\s+\p{L})/iu : /\byes\b/i;
  return other.test(text.slice(match[0].length)) ? null : word;
}
