const ones =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " "
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const source = `(?:(${tens.join("|")})(?:[- ](${ones.slice(1, 10).join("|")}))?|(${ones.join("|")}))(?![a-z-])(?! (?:hal(?:f|ves)|(?:third|quarter|fourth|fifth|sixth|eighth|tenth)s?)\\b)`;
const leading = new RegExp(`^${source}`, "i");

/** Text that begins with a number below one hundred in English words, with digits for them: `Twenty-one dots` gives `21 dots`. */
export function withDigits(text: string): string {
  return text.replace(leading, (_, ten?: string, one?: string, small?: string) => {
    if (small !== undefined) return String(ones.indexOf(small.toLowerCase()));
    const rest = one === undefined ? 0 : ones.indexOf(one.toLowerCase());
    return String(20 + 10 * tens.indexOf(ten!.toLowerCase()) + rest);
  });
}
