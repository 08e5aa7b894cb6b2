/** "5/36, or about 13.9%": what only repeats the value before it. */
const APPROXIMATION =
  /(?<=[\d$)}](?:\s?[a-z°]{1,12}){0,2})(?:(?:,\s(?:(?:or|which is|that is,?|i\.e\.?,?)\s)?|\s(?:or|which is)\s)(?:about|approximately|roughly|around|nearly)\s[^\n]{1,60}$|\s\((?:about|approximately|roughly|or|≈|i\.e\.?)[^()\n]{1,60}\)(?=\W*$))/;

/** "The probability is 1 in 3", "a chance of 3 out of 8" */
const CHANCE =
  /(\b(?:probability|chance|odds|likelihood)\b[^.\n]{0,80}\b(?:is|are|of|=)\s)(\d{1,6}) (?:in|out of) (\d{1,6})(?=[.\s]*$)/i;

/** A whole sentence in brackets at the end: "So the difference is 4. (The larger number is 26.)" */
const ASIDE = /(?<=[.!$)\]]\s{1,4})\((?=[^()\n]{0,20}\p{L}{2,}\s\p{L}+)[^()\n]{4,300}\)[.\s]*$/u;

/** "which is 12 more than she has" only compares the value before it. */
const COMPARED =
  /,\s(?:(?:which|that) (?:is|are|was|were)\s|i\.e\.?,?\s)?(?:about |exactly )?\S{1,12}\s(?:\p{L}+\s){0,2}(?:more|less|fewer|\p{L}+er)\sthan\s[^\n]{1,80}$/u;

/** "The remainder is 12 when divided by 25": under which condition the value before it holds. */
const WHEN =
  /(?<=\b(?:is|are|be|of|=)\s\S{1,12})\s(?:when|upon|after|on|if)\s(?:\p{L}+\s){0,4}(?:divided by|division by|dividing by)\s\S{1,12}(?=[.\s]*$)/u;

/** A bracket behind a value that explains it: "is 96 (which is 12 times 8)", "is 12 (since 3 + 9 = 12)", "has 8 (not 9)", "gets 7 (15 - 8)". */
const EXPLANATION =
  /(?<=\d[^\s()]{0,4}(?:\s\p{L}{1,12}){0,3})\s\((?:(?:which|that|since|because|as|from|where|including|excluding|not|instead|compared|after|before|with|if|for|of which|out of)\b[^()\n]{1,80}|\\?[$€£]?\d[\d.,]*\s?[-+×*x÷/]\s?[-+×*x÷/\d.,\s$€£]{1,40})\)(?=[.\s]*$)/u;

/** "72 clips (48 in April and 24 in May)": the parts of the value before it. */
const PARTS =
  /(?<=\d[^\s()]{0,4}(?:\s\p{L}{1,12}){0,3})\s\((?![^()]*\b(?:total|all|altogether|or|sum)\b)\\?[$€£]?\d[\d.,]*\s[^()\n]{1,60}?(?:,|\band|\bplus|\+)\s\\?[$€£]?\d[^()\n]{0,60}\)(?=[.\s]*$)/u;

/** "$204$ minutes, including the $t$ minutes in the shop", "is 3, namely x = 1, 2 and 5": what the value is made of. */
const INCLUDED =
  /(?<=\d[^\s,]{0,4}(?:\s\p{L}{1,12}){0,3}),\s(?:including|excluding|counting|not counting|namely|for example|for instance|e\.g\.)[\s,][^\n]{1,120}$/u;

/** "There are exactly 3 such numbers: 4, 16 and 64": as many as are listed behind it. */
const LISTED =
  /^([^]*\b(?:there (?:is|are)|has|have|get|find|is|are)\s(?:exactly |only |just )?\$?(\d{1,2})\$?(?:\s\p{L}+){1,4})(?::\s|,\snamely\s|\s\()\$?([^():;=]{1,80}?)\$?\)?[.\s]*$/u;

/** "he fills 14 jars and has 2 liters to spare" */
const SPARE =
  /(?:,|,?\s(?:and|with))\s(?:(?:he|she|it|they)\s)?(?:(?:has|have|had)\s)?\d+\s(?:\p{L}+\s){1,3}to spare(?=[.\s]*$)/u;

/** "There are 12 ways, not 24": what the value is not. */
const OTHER =
  /(?<=\d[^\s,]{0,4}(?:\s\p{L}{1,12}){0,4}),?\s(?:and\s)?(?:not|rather than|instead of)\s(?:the\s)?[-$\\\d][^\n,]{0,40}?(?=[.\s]*$)/u;

/** A text without what its end only adds to a value: remarks, roundings, comparisons. The searches are slow: plain ones come first. */
export function withoutAsides(text: string): string {
  let result = /\)[.\s]*$/.test(text) ? text.replace(ASIDE, "").trimEnd() : text;
  if (/about|approx|rough|around|nearly|≈|\(or|i\.e/i.test(result))
    result = result.replace(APPROXIMATION, "");
  if (/\)[.\s]*$/.test(result)) result = result.replace(EXPLANATION, "");
  if (/\)[.\s]*$/.test(result)) result = result.replace(PARTS, "");
  if (/cluding|counting|namely|for |e\.g\./.test(result)) result = result.replace(INCLUDED, ".");
  if (result.includes("to spare")) result = result.replace(SPARE, "");
  result = withoutList(result);
  if (/\b(?:not|rather than|instead of)\s/.test(result)) result = result.replace(OTHER, "");
  if (result.includes("than")) result = result.replace(COMPARED, ".");
  if (result.includes("divi")) result = result.replace(WHEN, "");
  return result.includes(" in ") || result.includes(" out of ") ? result.replace(CHANCE, "$1$2/$3") : result;
}

/** A text without the items that its last sentence counts and lists. */
function withoutList(text: string): string {
  const start = Math.max(text.lastIndexOf("\n"), text.lastIndexOf(". ", text.length - 3)) + 1;
  const sentence = text.slice(start);
  if (sentence.length > 200 || !/[:(]|namely/.test(sentence)) return text;
  const [, head, count, list] = LISTED.exec(sentence) ?? [];
  if (head === undefined) return text;
  const items = list!.split(/,\s?(?:and\s)?|\sand\s/).filter((item) => /\S/.test(item));
  return items.length === Number(count) && items.length > 1 ? `${text.slice(0, start)}${head}.` : text;
}
