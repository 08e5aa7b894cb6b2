const marker = /^[ \t]*```[ \t]*([\w+-]*)[^\n]*$/gm;
const pythonNames = new Set(["", "python", "py", "python3", "py3"]);

export interface FencedText {
  /** Text of the Python blocks, in order; of all blocks if none is Python. A block without an end runs to the end of the text. */
  blocks: string[];
  /** What stands before the first fence. */
  before: string;
  /** There is one fence, and it closes a block that was opened before the text: the code is `before`. */
  isClosingOnly: boolean;
}

/** Finds the Markdown code blocks of a text; null if it has no fence. */
export function fencedText(text: string): FencedText | null {
  const fences = [...text.matchAll(marker)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    language: match[1]!
  }));
  const first = fences[0];
  if (first === undefined) return null;
  const before = text.slice(0, first.start);
  const isClosingOnly =
    fences.length === 1 &&
    first.language === "" &&
    before.trim() !== "" &&
    text.slice(first.end).trim() === "";
  const all: {language: string; text: string}[] = [];
  for (let index = 0; index < fences.length; index += 2) {
    const opening = fences[index]!;
    const closing = fences[index + 1];
    all.push({
      language: opening.language.toLowerCase(),
      text: text.slice(opening.end + 1, closing?.start ?? text.length)
    });
  }
  const python = all.filter(({language}) => pythonNames.has(language));
  return {blocks: (python.length > 0 ? python : all).map((block) => block.text), before, isClosingOnly};
}
