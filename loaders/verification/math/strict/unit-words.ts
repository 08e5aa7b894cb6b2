import {isUnitWord} from "./unit.js";

/** Words that multiply a number. `m`, `M`, `K` and `bn` are units and symbols too, so they are not here. */
const multipliers: ReadonlyMap<string, bigint> = new Map([
  ["dozen", 12n],
  ["dozens", 12n],
  ["score", 20n],
  ["gross", 144n],
  ["hundred", 100n],
  ["thousand", 1_000n],
  ["lakh", 100_000n],
  ["million", 1_000_000n],
  ["crore", 10_000_000n],
  ["billion", 1_000_000_000n],
  ["trillion", 1_000_000_000_000n]
]);

/** Words that change the value beside them, deny it, or make a statement of it: what they follow is no quantity. */
const changing: ReadonlySet<string> = new Set(
  (
    "is are was were be been being am has have had do does did can could will would should may might must isn't aren't not no " +
    "nor never none neither nothing cannot can't don't doesn't exist exists and or but if unless except without when where " +
    "wrong incorrect false invalid impossible undefined unknown true correct less fewer greater smaller larger bigger than " +
    "least most minimum maximum minus plus times over below above under negative positive factorial choose mod modulo base " +
    "squared cubed remainder divided half halves third thirds quarter fourth fourths fifths sixths sevenths eighths ninths elevenths twelfths fifteenths sixteenths twentieths " +
    "power root percentile twice thrice double triple doubled tripled halved increased decreased reduced rounded removed excluded tenth tenths hundredth hundredths thousandth thousandths k bn mn mil mln mio answer answers from to fail fails failed works work contradicts"
  ).split(" ")
);

/** Glued to a number these multiply it: 12M, 12K, 12B. */
const MAGNITUDE = /^[KMBT]$/;

/** A phrase of at most this many words may be the noun of a counted thing. */
const MAX_NOUN = 5;

/** The words and signs of the text of a unit: `kg m^{-2}` gives kg, m, ^, -2. Null where it holds anything else. */
export function unitWords(text: string): string[] | null {
  const plain = text
    .replace(/\\(?:cdot|times)(?![a-z])/g, "*")
    .replace(/\\(?:text|mathrm|rm|,|;|:|!| )\s?/g, " ")
    .replace(/[{}()]/g, "")
    .replace(/(?<![A-Za-z])(?:mu|micro) (?=[A-Za-z])/g, "µ")
    .replace(/\bper\s+cent\b/gi, "percent")
    .replace(/\^\s*-\s*(?=\d)/g, "^ -");
  const words = plain.match(/[\p{L}%°¢$€£¥₹][\p{L}'’-]*|(?<=\^ ?)-?\d+|\S/gu) ?? [];
  const signs = words.filter((word) => word !== "." && word !== ",");
  return signs.every((word) => /^(?:[\p{L}%°¢$€£¥₹].*|[-/^*]|-?\d+)$/u.test(word) && word !== "-")
    ? signs
    : null;
}

/** Known units, or a noun phrase: words of which none changes the value. */
export function isUnitPhrase(words: readonly string[], isGlued: boolean): boolean {
  const first = words[0];
  if (first === undefined || (isGlued && MAGNITUDE.test(first)) || /^[/*^]$/.test(words.at(-1)!))
    return false;
  const isPower = (word: string, i: number): boolean =>
    /^(?:squared|cubed)$/i.test(word) && i > 0 && isUnitWord(words[i - 1]!);
  const names = words.filter((word, i) => /^[\p{L}%°¢$€£¥₹]/u.test(word) && !isPower(word, i));
  if (names.some((word) => changing.has(word.length === 1 ? word : word.toLowerCase().replace("’", "'"))))
    return false;
  return names.every(isUnitWord) || names.length <= MAX_NOUN;
}

/** What words such as `million` multiply a number by, and the words without them. */
export function withoutMultipliers(words: readonly string[]): {factor: bigint; names: string[]} {
  const multiplier = (word: string): bigint | undefined => multipliers.get(word.toLowerCase());
  return {
    factor: words.reduce((product, word) => product * (multiplier(word) ?? 1n), 1n),
    names: words.filter((word) => multiplier(word) === undefined)
  };
}
