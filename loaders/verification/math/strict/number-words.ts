const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " "
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES: ReadonlyMap<string, bigint> = new Map([
  ["thousand", 1_000n],
  ["million", 1_000_000n],
  ["billion", 1_000_000_000n]
]);
const FIRST = new RegExp(`^(?:${[...SMALL, ...TENS, "hundred"].join("|")})`, "i");

const PARTS = "half third quarter fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");

/** `one half`, `three-quarters`, `half`, `five and a half`: numerator and denominator of a fraction in words; null for any other text. */
export function fractionInWords(text: string): readonly [bigint, bigint] | null {
  const mixed = /^([a-z -]{3,60}|\d{1,6}) and ([a-z]{1,6}[\s-][a-z]{4,9})$/i.exec(text.trim());
  const [whole, rest] = mixed === null ? [null, null] : [wholeOf(mixed[1]!), fractionInWords(mixed[2]!)];
  if (whole !== null && rest !== null) return [whole * rest[1] + rest[0], rest[1]];
  const match = /^(?:(an?|[a-z]{3,5})[\s-])?([a-z]{4,8}?)(?:(?<!hal)s|(?<=hal)ves)?$/i.exec(text.trim());
  const [numerator, part] = [match?.[1]?.toLowerCase(), match?.[2]?.toLowerCase()];
  if (part === undefined || (numerator === undefined && part !== "half")) return null;
  const at = part === "fourth" ? 2 : part === "hal" ? 0 : PARTS.indexOf(part);
  const count = numerator === undefined || /^an?$/.test(numerator) ? 1n : numberInWords(numerator);
  return at < 0 || count === null || count === 0n ? null : [count, BigInt(at + 2)];
}

function wholeOf(text: string): bigint | null {
  return /^\d+$/.test(text) ? BigInt(text) : numberInWords(text);
}

/** The integer that English words spell out, and nothing else: `seventy-three`, `one hundred and twenty`; null for any other text. */
export function numberInWords(text: string): bigint | null {
  if (text.length > 200 || !FIRST.test(text)) return null;
  const words = text.toLowerCase().split(/[\s,-]+/);
  let total = 0n;
  let group = 0n;
  let largest: bigint | null = null;
  for (const [i, word] of words.entries()) {
    const small = SMALL.indexOf(word);
    const ten = TENS.indexOf(word);
    const scale = SCALES.get(word);
    const unfilled = group % 100n;
    if (
      small >= 0 &&
      (unfilled === 0n || (unfilled >= 20n && unfilled % 10n === 0n && small > 0 && small < 10))
    )
      group += BigInt(small);
    else if (ten >= 0 && unfilled === 0n) group += BigInt(10 * (ten + 2));
    else if (word === "hundred" && group > 0n && (group < 10n || (group < 100n && group % 10n !== 0n)))
      group *= 100n;
    else if (scale !== undefined && group > 0n && (largest === null || scale < largest)) {
      total += group * scale;
      largest = scale;
      group = 0n;
    } else if (
      word !== "and" ||
      i === words.length - 1 ||
      !/^(?:hundred|thousand|million|billion)$/.test(words[i - 1] ?? "")
    )
      return null;
  }
  return total + group;
}

const ORDINAL =
  /^(?:the\s+)?(\d{1,40})\s?\^?\s?\{?\s?(?:\\(?:text|mathrm|textsuperscript|rm|textrm)\s?\{\s?)?(?:st|nd|rd|th)\}{0,2}$/;
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ["first", "one"],
  ["second", "two"],
  ["third", "three"],
  ["fifth", "five"],
  ["eighth", "eight"],
  ["ninth", "nine"],
  ["twelfth", "twelve"]
]);

/** The digits of an ordinal: 7 of `7^{\text{th}}`, `7th` and `\text{seventh}`; null for any other text. */
export function cardinal(text: string): string | null {
  if (text.length > 200) return null;
  const digits = ORDINAL.exec(text)?.[1];
  if (digits !== undefined) return digits;
  const plain = /^(?:\\(?:text|mbox|mathrm|textbf)\s?\{)?\s?(?:the )?([a-z -]{4,60}?)\s?\}?$/i.exec(
    text
  )?.[1];
  const last = /[a-z]+$/i.exec(plain ?? "")?.[0].toLowerCase();
  if (plain === undefined || last === undefined) return null;
  const base =
    IRREGULAR.get(last) ??
    (last.endsWith("ieth") ? `${last.slice(0, -4)}y` : last.endsWith("th") ? last.slice(0, -2) : null);
  if (base === null) return null;
  return numberInWords(plain.slice(0, -last.length) + base)?.toString() ?? null;
}
