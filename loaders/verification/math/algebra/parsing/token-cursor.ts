import {MAX_DEPTH, ParseError, type Token} from "./token.js";

/** A place in a list of tokens, for parsers by recursive descent. */
export class TokenCursor {
  protected readonly tokens: Token[];
  protected position = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = [...tokens];
  }

  protected peek(ahead = 0): Token | undefined {
    return this.tokens[this.position + ahead];
  }

  /** Whether an operator or command with this text stands `ahead` tokens from here. */
  protected at(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.text === text && (token.kind === "operator" || token.kind === "command");
  }

  /** Steps over an operator where it stands here. */
  protected accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.position++;
    return true;
  }

  /** Steps over an operator. Throws ParseError where it does not stand here. */
  protected expect(text: string): void {
    if (!this.accept(text)) throw new ParseError(`expected ${text}`);
  }

  /** Runs a part of a parser one level deeper. Throws ParseError past MAX_DEPTH. */
  protected nested<T>(parse: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new ParseError("nested too deeply");
    const result = parse();
    this.depth--;
    return result;
  }

  /** A group or one token as text: subscripts are names, not values. */
  protected flat(): string {
    const token = this.tokens[this.position++];
    if (token === undefined) throw new ParseError("empty subscript");
    if (token.text !== "{" || token.kind !== "operator") return token.text;
    let text = "";
    for (let depth = 1; this.position < this.tokens.length;) {
      const next = this.tokens[this.position++]!;
      if (next.text === "{") depth++;
      if (next.text === "}" && --depth === 0) return text;
      text += next.text;
    }
    throw new ParseError("unclosed subscript");
  }
}
