import {numbersOf} from "./answer-parts.js";

/** Words right before a number that a sentence states. */
const STATES =
  /(?:=|≈|\b(?:is|are|was|were|be|equals?|(?:has|have|had|gets?|got|needs?|(?:takes?|took)(?:\s\w+)?|costs?|buys?|bought|sells?|sold|makes?|made|earns?(?:ed)?|reads?|eats?|ate|spends?|spent|saves?d?|pays?|paid|uses?d?|walk(?:s|ed)?|runs?|ran|drives?|drove|wins?|won|finds?|found|receives?d?|scores?d?|collect(?:s|ed)?|plant(?:s|ed)?)))(?:\s(?:exactly|about|only|just|another|a total of|approximately))?[\s$\\([]*$/i;

/** Conditions, grounds, means and ranges: whatever number they hold, it is not what the sentence states. */
const CONDITION =
  /(?:,\s?(?:which|and)?\s?)?\b(?:(?:when|if|whenever|provided|unless|because|since|although|out of|below|beneath|between)\b|(?:by|after|before|when|from|in)\s\p{L}{2,}ing\b|(?:attained|achieved|reached|obtained|taken|occurs?|occurring|at|for|with|where)(?:\s(?:at|for|when|by|the point))?\s[$\\([]*[a-zA-Z](?:_\{?\w+\}?)?[\s,\w()]{0,12}=|from\s(?=\S+\sto\s\S+$)|to\s(?!get|give|make|obtain|become|reach|yield|equal|arrive|total|have|be)\p{L}{2,}\b)/iu;

/** Words that begin where, when, for whom and of how many; only behind a number that the sentence states. */
const PLACE =
  /\b(?:in|on|for|with|at|after|before|within|during|per|under|over|above|among|out|of (?:the|his|her|its|their|these|those|all|my|our))\b/i;

/** "= $4 more than 2 bagels", "= $70 filling 5 baskets" */
const COMPARED =
  /(?<=^\s(?:\p{L}+\s){0,2})(?!(?:making|giving|total|leaving|getting|yielding|resulting|adding)\b)\p{L}{3,}ing\b|(?:\p{L}+\s){0,2}(?:more|less|fewer|\p{L}+er)\s(?:\p{L}+\s){0,3}than\b/u;

const JOINS = /(?:^|[\s,;])(?:and|but|while|whereas)\b/i;
const CONCLUDES =
  /\b(?:asks?|asked|so|thus|hence|therefore|total|sum|altogether|together|answer|result|combined|all)\b/i;

/** Between the parts of one quantity: "2 hours and 30 minutes". */
const SAME_QUANTITY =
  /^\s?(?:hours?|hrs?|h|minutes?|mins?|days?|weeks?|months?|years?|feet|foot|ft|yards?|meters?|metres?|m|pounds?|lbs?|dollars?|degrees)(?:,|,?\sand)?\s$/i;

/** Between the items of one list: "$4$ and $9$", "$x = 4$ and $x = 9$". */
const LIST = /^[\s$\\)*]*(?:and|or)\s[$\\(*]*(?:[a-zA-Z](?:_\{?\w+\}?)?\s?=\s?)?$/;

/** "8 such numbers from 1 to 10" and "8 of the 20 students": the number before a range or a whole. */
const RANGE =
  /^([^]*(?:=|\b(?:there|is|are|be|has|have)\b)[^]*\d[^\d=]*?)\s(?:from|between)\s\S{1,20}(?:\s[ap]m)?\s(?:to|and|through)\s\S{1,20}(?:\s[ap]m)?$/i;
const SHARE =
  /^(\W*(?:(?:so|thus|hence|therefore|it turns out that|we (?:see|find) that|consequently),?\s)?(?:only\s|exactly\s|just\s)?\d[\d,.]*)\sof\s(?:them|these|those|the\s\p{L}+)\s(?:is|are|were|will be|have|has)\s[^,;]*$/iu;
const PART =
  /^(\W*(?:(?:so|thus|hence|therefore|then|finally|consequently|altogether|in total|that means),?\s)?(?:only\s|exactly\s)?\d[\d,.]*)\sof\s(?:the|his|her|its|their|these|those|all|my|our)\s\d/i;

/** More numbers than this are not looked at. */
const MAX_CUTS = 4;

/**
 * A sentence up to the clauses behind the number that it states: "It takes 8 days to read 20 pages" up to "days", "The maximum is $8$,
 * attained at $x = 10$" up to $8$. Null where it states two numbers side by side, neither of which is more its result than the other:
 * "The mean is 8 and the median is 10".
 */
export function mainClause(sentence: string): string | null {
  let rest = /\b(?:from|between)\s/.test(sentence) ? sentence.replace(RANGE, "$1") : sentence;
  const part = PART.exec(rest)?.[1] ?? SHARE.exec(rest)?.[1];
  if (part !== undefined && numbersOf(rest).length === 2) return part;
  for (let cuts = 0; cuts < MAX_CUTS; cuts++) {
    const numbers = numbersOf(rest);
    const [before, last] = numbers.slice(-2);
    if (before === undefined || last === undefined) return rest;
    const start = before.index + before.text.length;
    const between = rest.slice(start, last.index);
    const isStated = STATES.test(rest.slice(0, before.index));
    if (isCompared(between)) return null;
    if (isRate(between, rest.slice(last.index + last.text.length))) return null;
    const cut = isStated ? cutOf(between, last.text, rest.slice(0, before.index)) : null;
    if (cut !== null) rest = rest.slice(0, start + cut).trimEnd();
    else {
      const beside = besideOf(
        rest.slice(0, before.index),
        between,
        rest.slice(last.index + last.text.length)
      );
      if (beside !== null) return rest.slice(0, start + beside).trimEnd();
      const earlier = isStated ? null : earlierCut(rest, numbers);
      if (earlier === null)
        return isStated && isSecond(between, rest.slice(last.index + last.text.length)) ? null : rest;
      rest = rest.slice(0, earlier).trimEnd();
    }
  }
  return rest;
}

/** "\$250 per month for 12 months": a product that is still to be computed. */
function isRate(between: string, after: string): boolean {
  const unit = /\s(?:per|an?|each|every)\s(\p{L}{3,12})(?:,?\s(?:for|in|over|and)\b|,)[^=]{0,30}$/iu
    .exec(between)?.[1]
    ?.toLowerCase();
  return unit !== undefined && after.toLowerCase().startsWith(` ${unit}`) && !after.includes("=");
}

/** "He was 14 when his brother was 10": two facts side by side. */
function isCompared(between: string): boolean {
  return /\bwhen\s(?:\p{L}{2,}\s){1,4}(?:was|were|is|are|had|has)\s$/u.test(between);
}

/** Whether a number is stated beside the one before it, as much as that. */
function isSecond(between: string, after: string): boolean {
  if (!JOINS.test(between) || CONCLUDES.test(between)) return false;
  return !SAME_QUANTITY.test(between) && !LIST.test(between) && isWholeClause(between, after);
}

/** "There are 8 ways to choose 2 of the 5 books": where a clause with the last two numbers begins behind a stated one; null where none does. */
function earlierCut(sentence: string, numbers: readonly {text: string; index: number}[]): number | null {
  const [stated, next, last] = numbers.slice(-3);
  if (stated === undefined || next === undefined || last === undefined || numbers.length > 3) return null;
  const head = sentence.slice(0, stated.index);
  const start = stated.index + stated.text.length;
  const rest = sentence.slice(next.index, last.index);
  if (
    !STATES.test(head) ||
    CONCLUDES.test(rest) ||
    STATES.test(rest) ||
    JOINS.test(rest) ||
    /\b(?:i\.e|that is|which is)\b/.test(rest)
  )
    return null;
  const cut = cutOf(sentence.slice(start, next.index), next.text, head);
  return cut === null ? null : start + cut;
}

/** Words that name a result, before the verb of a sentence: what `and` adds says something else. */
const RESULT =
  /^\W*(?:(?:so|thus|hence|therefore|consequently|finally|then|altogether),?\s)?(?:the|his|her|its|their|our|my)\s(?:\p{L}+\s){0,3}?(?:total|answer|result|sum|product|difference|value|number|maximum|minimum|average|mean|remainder|probability)\b[^,;]{0,60}$/iu;
const CONCLUDING =
  /^\W*(?:so|thus|hence|therefore|consequently|finally|in conclusion|in total|altogether)\b/i;

/**
 * Where a clause begins behind a number that a conclusion states, if that clause only says what another number is: "So the total is
 * 8, and 10 is the limit", "Therefore Tom has 8 left, while Jerry has 5". Null where none does.
 */
function besideOf(head: string, between: string, after: string): number | null {
  if (!STATES.test(head) || CONCLUDES.test(between)) return null;
  const contrast = /,?\s(?:while|whereas)\s/.exec(between);
  if (contrast !== null) return CONCLUDING.test(head) || RESULT.test(head) ? contrast.index : null;
  return RESULT.test(head) &&
    /(?:,|;)\s(?:and|but)?\s?[$\\(]*$/.test(between) &&
    /^[$\\)]*\s(?:is|was|are|were)\s(?:only\s|just\s)?(?:an?|the|one|his|her|its|their|our|half|twice|two|three)\b/i.test(
      after
    )
    ? between.search(/[,;]\s(?:and|but)?\s?[$\\(]*$/)
    : null;
}

/** Where behind a stated number a clause begins that holds the next one; null where that number belongs to the sentence itself. */
function cutOf(between: string, next: string, head: string): number | null {
  if (/\b(?:so|thus|hence|therefore|(?<!in )total|sum|i\.e|that is|which is)\b/i.test(between)) return null;
  // "He was 10 when he moved; now he is 25"
  if (/;\s/.test(between)) return null;
  // "needs 3 more coins to reach 10"
  const more = /^\s(?:more|additional|extra)\s[^,;]{0,40}?(?=\sto\s)/.exec(between);
  if (more !== null) return more[0].length;
  const condition = CONDITION.exec(between) ?? (/=\s?\\?[$€£]?$/.test(head) ? COMPARED.exec(between) : null);
  if (condition !== null) return condition.index;
  if (
    /\bthere\s(?:is|are|were|will be)\b|\b(?:is|are|equals?)\b[^]{0,20}$|=/i.test(head) &&
    /^\s(?:\p{L}+\s){0,3}from\s$/iu.test(between)
  )
    return between.search(/from\s$/);
  const place = PLACE.exec(between);
  // "\$5 per ticket, for 3 tickets \$15"
  if (place !== null && /^(?:per|for)$/i.test(place[0]) && /[$€£]/.test(next) && between.includes(","))
    return null;
  // "sold 5 cakes for $8"
  if (place === null || (/[=$€£]/.test(next) && /^for$/i.test(place[0])) || JOINS.test(between)) return null;
  return /\b(?:total|cost|sum|price|length|area|amount) of\s*$/.test(between) ? null : place.index;
}

/** Whether a number that `and` joins has a verb or a place of its own. */
function isWholeClause(between: string, after: string): boolean {
  return (
    STATES.test(between) ||
    /(?:^|[\s,])(?:and|but)\s[$\\(]*$/i.test(between) ||
    /^\s(?:is|are|on|in)\b/i.test(after)
  );
}
