import {keywords, layoutWords, vocabulary} from "./vocabulary.js";

/** The text is not a program of the subset. */
export class SyntaxFault extends Error {}

const known = new Set(vocabulary);
const reserved = new Set<string>(keywords);
const levels = new Map<string, number>(layoutWords.map((word, index) => [word, index + 1]));

/**
 * Reads a program word by word. `-3` becomes `-` and `3`, `out.append` becomes `out` and `.append`, as in Python, where
 * `x -3` subtracts. Inside brackets a new line is nothing.
 */
export class WordReader {
  private readonly words: string[];
  private position = 0;
  private depth = 0;

  /** Throws a SyntaxFault for a word that is not in the vocabulary. */
  constructor(text: string) {
    this.words = text.split(" ").flatMap(splitWord);
  }

  /** The next word; empty at the end. */
  peek(): string {
    if (this.depth > 0) while (levels.has(this.words[this.position] ?? "")) this.position++;
    return this.words[this.position] ?? "";
  }

  next(): string {
    const word = this.peek();
    this.position++;
    if (word === "(" || word === "[") this.depth++;
    if (word === ")" || word === "]") this.depth--;
    return word;
  }

  /** Takes the word if it is next. */
  accept(word: string): boolean {
    if (this.peek() !== word) return false;
    this.next();
    return true;
  }

  expect(word: string): void {
    if (!this.accept(word)) throw new SyntaxFault(`expected ${word}, not ${this.peek()}`);
  }

  name(): string {
    const word = this.next();
    if (!isName(word)) throw new SyntaxFault(`${word} is not a name`);
    return word;
  }

  isAtEnd(): boolean {
    return this.peek() === "";
  }

  /** Indentation of the line that starts here, without taking it: 1, 2 or 3 tabs; 0 at the end, null within a line. Skips blank lines. */
  lineLevel(): number | null {
    while (levels.has(this.peek()) && this.isBlankLine()) this.position++;
    const word = this.peek();
    return word === "" ? 0 : (levels.get(word) ?? null);
  }

  private isBlankLine(): boolean {
    const following = this.words[this.position + 1];
    return following === undefined || levels.has(following);
  }
}

/** Whether a word reads as a name that a program may use and assign to. */
export function isName(word: string): boolean {
  return /^[a-z]+$/.test(word) && !reserved.has(word);
}

function splitWord(word: string): string[] {
  if (!known.has(word)) throw new SyntaxFault(`${JSON.stringify(word)} is not in the vocabulary`);
  const dot = word.indexOf(".");
  if (dot > 0) return [word.slice(0, dot), word.slice(dot)];
  return /^-\d+$/.test(word) ? ["-", word.slice(1)] : [word];
}
