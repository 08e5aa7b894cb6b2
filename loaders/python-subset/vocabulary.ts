/** Smallest and largest number that has a word. Shown outputs stay within; what a program computes need not. */
export const smallestNumber = -9;
export const largestNumber = 60;

/** A new line and its indentation: one word. The line starts with these tabs and the single space that follows every word. */
export const layoutWords = ["\n\t", "\n\t\t", "\n\t\t\t"] as const;

/** Python keywords of the subset. Everything else that reads as a name may be assigned to. */
export const keywords = ["def", "return", "for", "in", "if", "and", "not", "True"] as const;

const names = [
  "f",
  "xs",
  "x",
  "out",
  "n",
  "i",
  "sum",
  "max",
  "min",
  "len",
  "range",
  "sorted",
  "reverse"
] as const;

const methods = ["out.append", "xs.sort"] as const;

const brackets = ["(", ")", "[", "]", ":", ","] as const;

export const comparisons = [">", "<", ">=", "<=", "==", "!="] as const;

const operators = ["=", "+=", "+", "-", "*", "//", "%", ...comparisons] as const;

/** Words that only a prompt has. `;` is Python too, but no program of the corpus has it. */
const promptWords = ["list", "number", "->", ";", "program"] as const;

const numbers = Array.from({length: largestNumber - smallestNumber + 1}, (_, index) =>
  String(smallestNumber + index)
);

/**
 * Every word of the prompts and programs of this domain, in a fixed order, without the special tokens of a model. A text is
 * its words joined by single spaces; no word holds a space, so `text.split(" ")` gives the words back. A text of these
 * words is Python as it stands: line breaks and indentation are words.
 */
export const vocabulary: readonly string[] = [
  ...promptWords,
  ...layoutWords,
  ...keywords,
  ...names,
  ...methods,
  ...brackets,
  ...operators,
  ...numbers
];
