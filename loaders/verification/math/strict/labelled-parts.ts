const LABEL =
  /(?:\\(?:text|textbf|mathrm|mbox)\s?\{\s?|\*\*)?(?:[,;]\s?)?(?:and\s)?(?:part\s)?\(\s?([a-f]|i{1,3}|iv|v)\s?\)(?:\s?:)?\s?(?:\}|\*\*)?(?:\s?:)?/gi;
const ROMAN = ["i", "ii", "iii", "iv", "v"];

/** Longer texts have no labelled parts. */
const MAX_TEXT = 400;

/** 3 and 4 of `\text{(a) } 3, \text{ (b) } 4`: parts labelled (a), (b), … or (i), (ii), … from the first on; null for other texts. */
export function labelledParts(text: string): string[] | null {
  if (
    text.length > MAX_TEXT ||
    !/^[^\w(]*(?:\\(?:text|textbf|mathrm|mbox)\s?\{\s?)?(?:part\s)?\(\s?[ai]\s?\)/i.test(text)
  )
    return null;
  const labels = Array.from(text.matchAll(LABEL));
  if (labels.length < 2) return null;
  const names = labels.map((label) => label[1]!.toLowerCase());
  const isRun =
    names.every((name, i) => name === String.fromCharCode(97 + i)) ||
    names.every((name, i) => name === ROMAN[i]);
  if (!isRun) return null;
  const parts = labels.map((label, i) =>
    text
      .slice(label.index + label[0].length, labels[i + 1]?.index)
      .replace(/^(?:\s|\\[,; ]|\\q?quad|[$:])+|(?:\s|[,;.$]|\\[,; ]|\\q?quad(?![a-z])|\band)+$/g, "")
  );
  return parts.every((part) => part !== "") ? parts : null;
}
