import {UserError} from "../../schema/user-error.js";

/** Words that stand for no text. `<pad>` fills a batch, `<end>` ends a completion. */
export const padWord = "<pad>";
export const endWord = "<end>";

/** A word of a text with layout: a line break with the indentation after it. */
const layoutWord = /^\n\t*$/u;

/**
 * One token a word: text is split at white space, and joined by single spaces. Where the vocabulary has words of layout (a
 * line break with tabs), text is split at spaces only, so that they stay. The vocabulary is the model's own, in its
 * config.json; a token is a word's place in it. Its first two words are `<pad>` and `<end>`.
 */
export class Tokenizer {
  readonly pad = 0;
  readonly end = 1;
  /** What stands between words. */
  readonly separator: RegExp;
  private readonly words: readonly string[];
  private readonly tokens: ReadonlyMap<string, number>;

  /**
   * Throws a UserError for a vocabulary that does not begin with `<pad>` and `<end>`, repeats a word or has one with white
   * space other than layout.
   */
  constructor(words: readonly string[]) {
    this.words = words;
    this.tokens = new Map(words.map((word, token) => [word, token]));
    this.separator = words.some((word) => layoutWord.test(word)) ? / +/u : /\s+/u;
    if (words[this.pad] !== padWord || words[this.end] !== endWord) {
      throw new UserError(`invalid vocabulary: it must begin with ${padWord} and ${endWord}`);
    }
    const bad = words.find((word, token) => this.tokens.get(word) !== token || !isWord(word));
    if (bad !== undefined)
      throw new UserError(`invalid vocabulary: ${JSON.stringify(bad)} stands twice or is no word`);
  }

  get size(): number {
    return this.words.length;
  }

  /** Whether every word of a text is in the vocabulary. */
  knows(text: string): boolean {
    return this.split(text).every((word) => this.tokenOf(word) !== undefined);
  }

  /** The tokens of a text, without an end token. Throws a UserError that names the first word that the model does not know. */
  encode(text: string): number[] {
    return this.split(text).map((word) => {
      const token = this.tokenOf(word);
      if (token !== undefined) return token;
      const shown = JSON.stringify(word.slice(0, 40));
      throw new UserError(
        `the word ${shown} is not in the model's vocabulary: use a benchmark that the model was trained for`
      );
    });
  }

  /** The text of tokens up to the first end token. */
  decode(tokens: readonly number[]): string {
    const end = tokens.indexOf(this.end);
    return (end < 0 ? tokens : tokens.slice(0, end)).map((token) => this.words[token]!).join(" ");
  }

  private split(text: string): string[] {
    return text.split(this.separator).filter((word) => word !== "");
  }

  private tokenOf(word: string): number | undefined {
    const token = this.tokens.get(word);
    return token === this.end ? undefined : token;
  }
}

function isWord(text: string): boolean {
  return /^\S+$/u.test(text) || layoutWord.test(text);
}
