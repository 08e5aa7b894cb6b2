const FORMULA = String.raw`(?:\$[^$\n]{1,120}\$|\\\([^\n]{1,120}?\\\))`;
const NAME = String.raw`(?:\$\s?\\?[a-zA-Z]{1,6}(?:_\{?\w\}?)?(?:\([a-z]\))?\s?[.,]?\s?\$|\\\(\s?\\?[a-zA-Z]{1,6}(?:_\{?\w\}?)?(?:\([a-z]\))?\s?\\\))`;

/** "There are $7$ possible values of $n$": what is counted. */
const COUNTED = new RegExp(
  String.raw`((?:${FORMULA}|\b\d[\d,]*)\s(?:\p{L}+\s){0,4}\p{L}+)\s(?:of|for|to choose|in)\s${NAME}(?:\s(?:satisfying|that|for which|which|such that|with)\s[^.=]{1,80})?(?=[.\s]*$)`,
  "u"
);

/** "3 values of $f(x)$ when $x \ge 0$": under which condition. */
const CONDITION = new RegExp(
  String.raw`((?:${FORMULA}|\b\d[\d,]*)(?:\s\p{L}+){0,6}(?:\s${NAME})?),?\s(?:when(?:ever)?|for(?: all| every)?|if|where|provided)\s${FORMULA}(?=[.\s]*$)`,
  "u"
);

/** ", where $C$ is any complex number", ", which is attained when $a=b=17$" */
const CLAUSE = new RegExp(
  String.raw`(?<=\$|\\\)|\d),\s(?:where\s${FORMULA}\s(?:is|are|denotes?|and)\b[^.\n]{1,80}|which (?:is|are) (?:attained|achieved|reached|obtained|taken)\b[^.\n]{1,120})(?=[.\s]*$)`
);

/** "Only $49$ has a remainder of 1", "$129$ is the first term that is greater than 125", "$\text{Evelyn}$ is our answer" */
const SUBJECT = new RegExp(
  String.raw`^((?:\W*(?:so|thus|hence|therefore|consequently|finally|then|we see that|it follows that)[,\s]+)*(?:only\s)?)(${FORMULA})\s(?:is|are)\s(?:our|the)\s(?:final\s|correct\s|desired\s)?(?:answer|solution|first|only|one|last|\p{L}+est)\b[^=]*$`,
  "iu"
);
const ONLY = new RegExp(
  String.raw`^(\W*(?:(?:so|thus|hence|therefore|we see that|then|of these)[,\s]+)*only\s)(${FORMULA})\s(?:has|have|satisf(?:ies|y)|works?|is|fits?|leaves|gives)\b[^=]*$`,
  "iu"
);

/** A sentence without the names and conditions behind the value that it states; with the value alone where that is its subject. */
export function withoutTrailingNames(sentence: string): string {
  if (sentence.length > 600 || !/\$|\\\(/.test(sentence)) return sentence;
  const subject = SUBJECT.exec(sentence) ?? ONLY.exec(sentence);
  if (subject !== null && !/\bnot\b|n['’]t\b/.test(sentence)) return `So the answer is ${subject[2]!}`;
  return sentence.replace(CLAUSE, "").replace(CONDITION, "$1").replace(COUNTED, "$1");
}
