const FRAME = /\\(?:text|textbf|textit|textrm|mathrm|mbox|emph)\s?\{([^{}]{0,200})\}/g;
const LABEL =
  /^\s*(\p{L}[\p{L}\p{N} ,'’()-]{0,80}?)\s*(?::|=|\b(?:is|are|equals|was)\b)\s*(?:(?:exactly|about|approximately|just)\s+)?(\S[^]*)$/u;
const ADVERB =
  /^\s*(?:about|approximately|approx\.?|exactly|roughly|nearly|around|only|just|a total of|in total|answer|(?:so|thus|hence|therefore|finally),?(?: we (?:get|have|find|obtain))?|(?:we|I) (?:get|have|find|obtain)|it is|gives)\s+(\S[^]*)$/i;

/** A remark in brackets that leaves the value as it is. */
const REMARK =
  /^([^()]*\d[^()]*?)(?:\s|\\[ ,;]|\\q?quad|\\text\s?\{)*\((?:\\text\s?\{)?\s?(?:approximately|approx\.?|exactly|rounded|in total|total|(?:final )?answer|ans\.?|(?:since|because|as|by)\b[^()]{1,80})\s?\}?\)\s?\}?$/i;

/** The number of elements of a set, which capitals name: |S| = 5, n(A \cup B) = 5. */
const CARDINALITY =
  /^\s*(?:\||\\lvert|\\left\||\\#|n\s?\()\s?[A-Z](?:[A-Z_\d\s{}()]|\\(?:cup|cap|setminus|times)(?![a-z])){0,60}(?:\||\\rvert|\\right\||\))?\s*=\s*([^=]+)$/;

/** \|v\| = 5, |\vec{v}| = 5 */
const NORM =
  /^\s*(?:\\\|[^|=<>]{1,40}\\\||\\lVert[^=<>]{1,40}\\rVert|\|\s?\\(?:vec|mathbf|overrightarrow)[^|=<>]{1,40}\|)\s*=\s*([^=<>]+)$/;

/** d(A, B) = 5, f^{-1}(3) = 5; n(n + 1) = 5 is an equation. */
const CALL = /^\s*[dfghDEFGPT](?:\^\{-1\}|_\{?\w\}?|'){0,2}\s?\([\w\s,.{}/\\]{1,60}\)\s*=\s*([^=<>]+)$/;

/** \max\{a, b\} = 5, \det A = 5, \lim_{n \to \infty} a_n = 5, \sum_{k=1}^{n} k = 5. */
const EXTREME =
  /^\s*(?:\\(?:max|min|sup|inf|det|dim|deg|Pr|lim|sum|int|prod)(?![a-z])|\\(?:operatorname\*?|text|mathrm)\s?\{\s?[A-Za-z]{2,12}\s?\}(?=\s?(?:\(|\\left)))(?:\s?_\s?\{[^{}]{1,40}\})?[^=<>]{1,80}=\s*([^=<>]+)$/;

/** P(-2, 5), A'(3, 4): a point with its name. */
const POINT = /^\s*[A-Z](?:'|_\{?\w\}?)?\s?((?:\\left)?\([^()]*,[^()]*\))$/;

/** f: x \mapsto 2x, and x \mapsto 2x */
const ARROW =
  /^\s*(?:([a-zA-Z])\s?(?::|\\colon(?![a-z]))\s?)?([a-z])\s?(?:\\(?:mapsto|longmapsto)(?![a-z])|↦)\s?([^]+)$/;

/** Words that make more of a label than a name for the value. */
const DENYING =
  /\b(?:not|no|never|nor|neither|cannot|least|most|more|less|fewer|greater|smaller|than|or|if|unless|except|without|wrong|incorrect|false|impossible|minus|negative|plus|times|half|twice|double|of the form|such that|because|since|either|unlike|multiple|divisor|factor|divisible|close|near|between|from|up to|excluding|isn['’]t)\b/i;

/** The value after words that only name it: `\text{The answer is } 42`, `Total: 42 apples`, `about 36`; null where there are none. */
export function withoutLabel(text: string): string | null {
  if (text.length > 600) return null;
  const remark = REMARK.exec(text);
  if (remark !== null) return remark[1]!;
  const named =
    [CARDINALITY, EXTREME, NORM, CALL, POINT]
      .map((name) => name.exec(text))
      .find((match) => match !== null) ?? null;
  if (named !== null) return named[1]!;
  if (!/^\s*(?:\\(?:text|mathrm|mbox|emph)|[A-Za-z]{2})/.test(text)) return null;
  const plain = text.replace(FRAME, " $1 ");
  const adverb = ADVERB.exec(plain);
  if (adverb !== null) return adverb[1]!;
  const label = LABEL.exec(plain);
  return label === null || DENYING.test(label[1]!) ? null : label[2]!;
}

/** `\text{point } P` as P; other texts unchanged. */
export function withoutNoun(text: string): string {
  return text.replace(
    /^\\(?:text|mbox|textrm)\s?\{\s?(?:the )?(?:point|vertex|option|choice|player|box|figure|graph|set|number|curve)\s?\}\s?(?=\S)/i,
    ""
  );
}

/** `f: x \mapsto 2x` as f(x) = 2x; other texts unchanged. */
export function withoutArrow(text: string): string {
  const match = text.length > 600 ? null : ARROW.exec(text);
  return match === null ? text : `${match[1] ?? "f"}(${match[2]!}) = ${match[3]!}`;
}

/** `\$3 \text{ per pound}` as \$3 where the gold is an amount of money alone, or a bare number. */
export function withoutRate(text: string, gold: string): string {
  if (text.length > 200 || /\bper\b|\/|\beach\b/.test(gold)) return text;
  if (!/^\\?[$€£₹¥]/.test(gold) && !(/^\\?[$€£₹¥]/.test(text) && /^\d[\d.,]*$/.test(gold))) return text;
  return text.replace(
    /(?:\s|\\[ ,;])*(?:\\text\s?\{\s?)?(?:(?:per|an?|each)\s|\/\s?(?:\\text\s?\{\s?)?)[a-z]{3,20}\s?\}?$/,
    ""
  );
}
