/** Ways to say that one has no answer. */
const DENIAL =
  /\b(?:can['’]?t|can ?not|could(?:n['’]t| not)|(?:un|not )able to|impossible to|not possible to|no way to|don['’]?t (?:know|have)|do not (?:know|have)|fail(?:ed)? to|difficult to)\s+(?:be\s+)?(?:\w+\s+){0,3}?(?:solved?|answer(?:ed)?|determined?|found|find|computed?|calculated?|help|say|tell|provided?|given?|know(?:n)?|enough|the answer)\b|\b(?:do not|don['’]?t) know\b|\bnot (?:enough|sufficient) (?:information|data)|\binsufficient (?:information|data)|\bno (?:definite |final |unique )?answer\b|\b(?:cannot|can['’]t) be (?:determined|solved|answered|found|computed)|\b(?:more|additional|further) (?:information|data|details)\b|\bnot sure\b|\bdoubt\b|\bgive up\b|\bsorry\b/i;

const NEGATION =
  /\b(?:not|no|never|neither|nor|without|cannot|unable|impossible|unknown|unclear|undetermined|fails?|wrong|too (?:large|small|big|many|few|high|low|long|short)|undefined|incorrect|extraneous|spurious|rejected|discarded|inadmissible|ruled out|invalid|contradicts?|contradiction)\b|n['’]t\b/i;
const TURN = /\b(?:but|so|thus|hence|therefore|rather|instead|which is|it['’]s)\b/i;

/** What follows gives a reason: "the result is 30, since all smaller ones fail". */
export const GROUND = /(?<=\d\S{0,4}),?\s(?:since|because|as)\b/i;

const GIVEN =
  /\b(?:the (?:problem|question|figure|diagram|statement)|(?:we|you) are (?:given|told)|(?:is|are) given|given that|suppose|assume|try|trying|step \d+)\b|^\W*(?:problem|question|exercise|example|case|part|figure|page) \d|^\W*(?:find|compute|calculate|determine|evaluate|simplify|solve)\b[^=]*$|^\W*(?:let|given|if|note|notice|observe|recall|remember|see|consider)\b/i;

const SUPPOSED = new RegExp(
  String.raw`(?:\b(?:suppose|supposing|assume|assuming|if|whether|guess|impossible|possible|untrue|false|unlikely|doubtful|doubt|deny|` +
    String.raw`not (?:true|the case|correct|clear|sure)|tempting to (?:say|think|guess)|(?:might|may|could|would) (?:say|think|guess|expect)|` +
    String.raw`(?:some|many|people|students?|they|others?|one|he|she)(?:\s\w+){0,2}\s(?:think|say|claim|believe|guess|expect)s?|` +
    String.raw`(?:(?:first|initially|originally),?\s(?:\w+\s){0,2}|\w+\s(?:first|initially|originally)\s)(?:thought|said|believed|guessed))|` +
    String.raw`n['’]t (?:true|the case|correct|clear|think|believe))\s+(?:that\s+)?(?:(?:the|our|my)\s+)?(?:(?:final|correct)\s+)?$`,
  "i"
);

/** Whether the text before an answer phrase makes it a supposition, or what others say: "if the answer is 7", "it is impossible that the answer is 7". */
export function isSupposed(before: string): boolean {
  return SUPPOSED.test(before.slice(-60));
}

const BOUND =
  /(?:\bthan|\bat (?:least|most)|\bup to|\bbelow|\bunder|\bover|\babove|\bexceeds?|\b(?:of|out of) (?:the|his|her|its|their|these|those|my|our|all)|\b(?:half|third|quarter|twice|double|multiple|factor|divisor|power) of|\bdivisible by|\bor|\d[\s$\\)]{0,3}(?:to|–|and))\s*[$\\(]{0,3}$/i;

/** Whether the last number of a sentence only bounds the answer, or is one of several: "less than 7", "6 or 7". */
export function isBound(sentence: string, number: string): boolean {
  const before = sentence.slice(0, sentence.lastIndexOf(number)).trimEnd();
  return BOUND.test(before) || /\b(?:either|between|maybe|perhaps)\b/i.test(before.split(TURN).at(-1)!);
}

/** Whether a sentence tells what is given, without a conclusion from it. */
export function isGiven(sentence: string): boolean {
  return GIVEN.test(sentence) && !TURN.test(sentence);
}

/** Whether prose says that there is no answer: "I cannot solve this", "not enough information". */
export function deniesAnswer(text: string): boolean {
  return DENIAL.test(text);
}

/** Whether the last statement of a sentence is negated: "the answer is not 7", but not "is not 8 but 7". */
export function isNegated(sentence: string): boolean {
  return NEGATION.test(sentence.split(TURN).at(-1)!.split(GROUND, 1)[0]!);
}

const COMPUTED =
  /\d\S{0,12}(?:\s\p{L}+){0,3}\s?(?:[-+−*×x÷/]|\\(?:cdot|times|div)(?![a-z]))\s?[$(]?\d[^=\n]{0,60}=\s?\\?[$€£]?\s?\d[\d.,]*(?!\d)(?!,?\s(?:which|and this|but this|and that|but that)?\s?(?:is|was|does|do|would|can)(?:\s(?:not|wrong|incorrect|impossible|too|never|also not)|n['’]t)\b)/u;
const TRIED = /\b(?:suppose|assume|try|trying|let|test|contradict(?:s|ion)?|wrong|incorrect|impossible)\b/i;

/**
 * Whether a sentence ends a computation, "If each has 5, then all have 4*5 = 20", whatever it says of who has what ("40 - 8 = 32 are
 * not sold"): its condition is the computation before it, its negation no denial of the result.
 */
export function isComputed(sentence: string): boolean {
  return COMPUTED.test(sentence) && !TRIED.test(sentence);
}

/** Words that no finished sentence ends with. */
const OPEN_END =
  /(?:[,:;(=+/<>-]|\b(?:and|or|then|the|of|to|we|is|are|a|an|so|for|with|that|in|on|by|as|if|when|since|because|suppose|let|have|get|this|which|it|from|has|be|at|find|compute|calculate|determine|consider|need|using|into|than|between|their|our|every|where|while|whose|should|would|could|must|might|will|had|were|was|been|but|not|about|let me|let us|let['’]s|(?:and|so|then|for|,) each|these|those|its|his|her|they|he|she|you|there|such|another|per|until|through|during|without|within|also|can|does|do|did|whether|what|how|who|when|why|given|using|multiply|multiplying|adding|subtracting|dividing|substituting|solving|now|next|first|more|i))$/i;

/** Whether a text breaks off. */
export function isOpenEnd(text: string): boolean {
  return OPEN_END.test(text);
}

/** What makes a sentence a doubt, a task or a supposition. */
const DOUBT =
  /\b(?:if|unless|maybe|perhaps|might|could|may|possibly|probably|suppose|assume|assuming|whether|need|needs|determine|find|check|consider|what|which|how|who|whose|why|when|let|try|problem|question|asks?|given|guess|think|would|should|except|neither|nor|not|never|no|none|nobody|cannot|wrong|incorrect|false that|unlikely|stops?|ceases?|being|avoids?|or|either|(?:before|after) (?:it|that))\b|n['’]t\b/i;

/** Whether the start of a sentence makes what follows a doubt, a task, a supposition, a negation or one of several. */
export function isDoubtful(text: string): boolean {
  return DOUBT.test(text);
}
