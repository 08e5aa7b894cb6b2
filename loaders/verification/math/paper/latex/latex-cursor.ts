import type {Expression} from "../symbolic/expression.js";
import {latexTokens, type Token} from "./latex-tokens.js";

/** The text is no LaTeX to this parser, not even in a prefix. */
export class LatexError extends Error {
  override readonly name = "LatexError";
}

/** How two LaTeX parsers differ: SymPy's own, and the second one that the harness falls back to (latex2sympy2). */
export interface Dialect {
  /** `\pi` and `e` are constants, decimals are exact, `\log` is decimal, `.5` is a number. */
  isSecond: boolean;
}

/** The rules that atoms and functions need of the expressions around them, and these of them; null where there is none. */
export interface Grammar {
  sum(cursor: LatexCursor): Expression | null;
  product(cursor: LatexCursor, withFunctions: boolean): Expression | null;
  /** `_` and its script. */
  index(cursor: LatexCursor): Expression | null;
}

/** Nesting past which Python's recursion limit ends SymPy's parser. */
const MAX_DEPTH = 150;

/** A position in a token list, with backtracking and a memory of expressions already read. */
export class LatexCursor {
  readonly text: string;
  readonly dialect: Dialect;
  readonly grammar: Grammar;
  /** Open brackets around the position, of this text. */
  brackets = 0;
  /** Whether a `|` may open a new factor here; not directly inside bars when that reading failed. */
  mayOpenBar = true;
  /** Whether the factor being read follows another one, so that a failure only ends the product. */
  isContinuing = false;
  private position = 0;
  private digitLimit = Infinity;
  private depth = 0;
  private readonly tokens: Token[];
  private readonly memory = new Map<number, {value: Expression | null; end: number}>();

  constructor(text: string, dialect: Dialect, grammar: Grammar) {
    this.text = text;
    this.dialect = dialect;
    this.grammar = grammar;
    this.tokens = latexTokens(text);
  }

  /** Kind of the next token (or of one further on); `end` past the last. Throws LatexError at a character that is no token. */
  kind(ahead = 0): string {
    const kind = this.tokens[this.position + ahead]?.kind ?? "end";
    if (ahead === 0 && this.isNoToken(kind)) throw new LatexError("no such token");
    return kind;
  }

  /** Signs that separate entries of a matrix end an expression of the second dialect. */
  private isNoToken(kind: string): boolean {
    return kind === "invalid" || (kind === "separator" && !this.dialect.isSecond);
  }

  /** The next token, consumed. */
  next(): Token {
    return this.tokens[this.position++]!;
  }

  /** Consumes the next token if it is of this kind. */
  accept(kind: string): Token | null {
    return this.kind() === kind ? this.next() : null;
  }

  /** The command that is next, without its backslash; null for anything else. */
  commandName(): string | null {
    const text = this.tokens[this.position]?.text ?? "";
    return /^\\[a-zA-Z]/.test(text) ? text.slice(1) : null;
  }

  /** Whether a command of this spelling is next. */
  isCommand(text: string, ahead = 0): boolean {
    return this.tokens[this.position + ahead]?.text === text;
  }

  /** Runs a reader; where it returns null, the position is as before. */
  attempt<T>(read: () => T | null): T | null {
    const {position, brackets, mayOpenBar, isContinuing} = this;
    const value = read();
    if (value === null) this.position = position;
    this.brackets = brackets;
    this.mayOpenBar = mayOpenBar;
    this.isContinuing = isContinuing;
    return value;
  }

  /** Reads one level deeper. Throws LatexError past the nesting that SymPy survives. */
  nested<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new LatexError("nested too deeply");
    const value = read();
    this.depth--;
    return value;
  }

  /** `open` content `close`; null (and no step) where one of them is missing. */
  enclosed<T>(open: string, close: string, read: () => T | null): T | null {
    if (this.kind() !== open) return null;
    return this.attempt(() => {
      this.next();
      this.brackets++;
      this.mayOpenBar = true;
      this.isContinuing = false;
      const value = read();
      return value !== null && this.accept(close) !== null ? value : null;
    });
  }

  /** Reads an expression at most once at each position, so that backtracking stays linear. */
  remembered(read: () => Expression | null): Expression | null {
    const key = 4 * this.position + (this.mayOpenBar ? 1 : 0) + (this.brackets > 0 ? 2 : 0);
    const known = this.memory.get(key);
    if (known !== undefined) {
      this.position = known.end;
      return known.value;
    }
    const value = this.nested(() => this.attempt(read));
    this.memory.set(key, {value, end: this.position});
    return value;
  }

  /** Number of digits of a bare number behind a `_` or `^` that is next; at most 20. */
  scriptDigits(): number {
    let digits = 0;
    while (digits < 20 && this.kind(1 + digits) === "digit") digits++;
    return "_^".includes(this.kind()) ? digits : 0;
  }

  /** Runs a reader, with backtracking, in which the first number has at most so many digits and no decimals. */
  withShortNumber<T>(digits: number, read: () => T | null): T | null {
    this.digitLimit = digits;
    const value = this.attempt(read);
    this.digitLimit = Infinity;
    return value;
  }

  /** The digits that the number being read may have; only the first number is limited. */
  takeDigitLimit(): number {
    const limit = this.digitLimit;
    this.digitLimit = Infinity;
    return limit;
  }

  /** Index of the next token, for spans. */
  get index(): number {
    return this.position;
  }

  /** Tokens from `start` up to the current position. */
  span(start: number): Token[] {
    return this.tokens.slice(start, this.position);
  }
}
