import {isAfterNumber} from "./after-number.js";
import {asLatex} from "./characters.js";
import {
  accentCommands,
  fontCommands,
  fractionCommands,
  functionSpellings,
  ignoredCommands,
  layoutCommands,
  operatorCommands,
  operatorPairs,
  symbolSpellings,
  textCommands
} from "./names.js";
import {
  connectives,
  gluedNames,
  isKnownName,
  isUnitName,
  plainNames,
  plainUnits,
  unitSymbols
} from "./plain-names.js";
import {scanNumber} from "./scan-number.js";
import {MAX_CHARACTERS, MAX_TOKENS, ParseError, usualReading, type Reading, type Token} from "./token.js";

const LETTERS = /[A-Za-z]+/y;
const OPTION = /\*?\s?\[[^\][{}]{0,40}\]/y;
const ROW_GAP = /\*?\s*\[\s?-?[\d.]+\s?(?:pt|em|ex|mm|cm|in|px)\s?\]/y;
const COMMAND = /\\(?:[A-Za-z]+|[\s\S])/y;

/** Functions whose names are units behind a number: 5 min, 0.49 arcsec. */
const UNIT_FUNCTION = /^(?:min|sec|arcsec)$/;

/**
 * Splits LaTeX or plain mathematical text into tokens, in linear time. `and` and `or` become operators, unknown words of four
 * letters and more become `word`, shorter ones a product of letters. Throws ParseError past MAX_CHARACTERS or MAX_TOKENS.
 */
export function tokenize(text: string, reading: Reading = usualReading): Token[] {
  if (text.length > MAX_CHARACTERS) throw new ParseError("too long");
  return new Tokenizer(asLatex(text), reading).run();
}

class Tokenizer {
  private readonly source: string;
  private readonly reading: Reading;
  private readonly tokens: Token[] = [];
  private position = 0;
  private space = false;
  private brackets = 0;

  constructor(source: string, reading: Reading) {
    this.source = source;
    this.reading = reading;
  }

  run(): Token[] {
    while (this.position < this.source.length) this.step();
    return this.tokens;
  }

  private push(kind: Token["kind"], text: string, repeating?: string): void {
    if (this.tokens.length >= MAX_TOKENS) throw new ParseError("too many tokens");
    this.tokens.push(
      repeating === undefined ? {kind, text, space: this.space} : {kind, text, space: this.space, repeating}
    );
    this.space = false;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    return pattern.exec(this.source);
  }

  private step(): void {
    const character = this.source[this.position]!;
    if (character === " " || character === "~" || character === "$") {
      this.position++;
      this.space = true;
    } else if (/[\d.]/.test(character)) this.number();
    else if (/[A-Za-z]/.test(character)) this.letters();
    else if (character === "\\") this.command();
    else this.operator(character);
  }

  private number(): void {
    const number = scanNumber(this.source, this.position, this.reading, this.brackets > 0);
    if (number === null) throw new ParseError("a point that belongs to no number");
    this.position += number.length;
    this.push("number", number.text, number.repeating);
  }

  private letters(): void {
    const run = this.match(LETTERS)![0];
    this.position += run.length;
    this.name(run);
  }

  /** A run of letters without a backslash: a name, a name glued to one letter (`2pir`), a word, or a product of letters. */
  private name(run: string): void {
    const isFunction = run !== "min" || /^ ?\(/.test(this.source.slice(this.position, this.position + 2));
    if (
      run === "to" &&
      this.space &&
      isAfterNumber(this.tokens) &&
      /^ \d/.test(this.source.slice(this.position))
    ) {
      this.push("operator", ":");
      return;
    }
    if (this.reading.units && isUnitName(run, this.tokens, this.space)) {
      this.push("word", run);
      return;
    }
    if ((isKnownName(run) && isFunction) || this.tokens.at(-1)?.text === "_") {
      this.whole(run);
      return;
    }
    if (plainUnits.has(run) || this.isNoun(run)) {
      this.push("word", run);
      return;
    }
    for (const [name, letter, order] of [
      [run.slice(0, -1), run.slice(-1), "before"],
      [run.slice(1), run[0]!, "after"]
    ] as const) {
      if (!gluedNames.has(name)) continue;
      if (order === "after") this.whole(letter);
      this.whole(name);
      if (order === "before") this.whole(letter);
      return;
    }
    if (run.length >= 4) {
      this.push("word", run);
      return;
    }
    for (const letter of run) this.whole(letter);
  }

  /** Three letters with a vowel after a number and a space: `5 men`, `1/2 cup`. */
  private isNoun(run: string): boolean {
    return (
      run.length === 3 &&
      this.space &&
      isAfterNumber(this.tokens) &&
      /[aeiou]/.test(run) &&
      !/[xyz]/.test(run)
    );
  }

  private whole(run: string): void {
    const lower = run.toLowerCase();
    if (run === "e" || run === "i") this.push("constant", run);
    else if (run.length === 1) this.push("symbol", run);
    else if (connectives.has(lower)) this.push("operator", lower);
    else if (plainNames.has(lower)) this.push(...plainNames.get(lower)!);
    else if (functionSpellings.has(run)) this.push("function", run);
    else this.push("symbol", symbolSpellings.get(run) ?? run);
  }

  private command(): void {
    const name = this.match(COMMAND)?.[0].slice(1);
    if (name === undefined) throw new ParseError("backslash at the end");
    this.position += name.length + 1;
    if (fractionCommands.has(name)) this.push("command", name.endsWith("binom") ? "binom" : "frac");
    else if (name === "sqrt" || name === "surd") this.push("command", "sqrt");
    else if (name === "begin" || name === "end") this.environment(name);
    else if (layoutCommands.has(name)) this.layout(name);
    else if (name === "rm" && this.source[this.position] !== "{") this.space = true;
    else if (textCommands.has(name)) this.prose(name);
    else if (accentCommands.has(name)) this.accent(name);
    else if (name === "exp") this.push("function", "exp");
    else if (name === "pi" || name === "infty") this.push("constant", name === "pi" ? "pi" : "infinity");
    else if (name === "imath") this.push("constant", "i");
    else if (name === "jmath") this.push("symbol", "j");
    else if (functionSpellings.has(name)) this.push("function", name);
    else if (this.reading.units && unitSymbols.has(name)) this.push("word", unitSymbols.get(name)!);
    else if (symbolSpellings.has(name)) this.push("symbol", symbolSpellings.get(name)!);
    else if (name === "\\") this.row();
    else if (operatorCommands.has(name)) this.operator(operatorCommands.get(name)!, false);
    else if (ignoredCommands.has(name)) this.ignored(name);
    else if (fontCommands.has(name)) this.space = true;
    else this.glued(name);
  }

  /** The end of a row, with the gap after it: `\\[4pt]`. */
  private row(): void {
    this.position += this.match(ROW_GAP)?.[0].length ?? 0;
    this.push("operator", "row");
  }

  /** `\pit` and `\omegai`, LaTeX that lost its spaces: the longest known symbol at the start, then letters. */
  private glued(name: string): void {
    for (let end = name.length - 1; end >= 2; end--) {
      const head = name.slice(0, end);
      if (head === "quad" || head === "qquad") this.space = true;
      else if (head === "pi") this.push("constant", "pi");
      else if (symbolSpellings.has(head)) this.push("symbol", symbolSpellings.get(head)!);
      else continue;
      for (const letter of name.slice(end)) this.whole(letter);
      return;
    }
    throw new ParseError(`unknown command \\${name.slice(0, 20)}`);
  }

  /** The colour, the length or what is not drawn, with an option in square brackets. */
  private layout(name: string): void {
    this.space = true;
    this.position += this.match(OPTION)?.[0].length ?? 0;
    if (name !== "bbox") this.argument();
  }

  private ignored(name: string): void {
    this.space = true;
    // \left. and \right. draw nothing.
    if ((name === "left" || name === "right") && this.source[this.position] === ".") this.position++;
  }

  /** The content of the group that starts here; the next character where there is no group. */
  private argument(): string {
    while (this.source[this.position] === " ") this.position++;
    if (this.source[this.position] !== "{") {
      const single = this.match(COMMAND)?.[0] ?? this.source[this.position] ?? "";
      this.position += single.length;
      return single;
    }
    const start = ++this.position;
    for (let depth = 1; this.position < this.source.length; this.position++) {
      const character = this.source[this.position];
      if (character === "\\") this.position++;
      else if (character === "{") depth++;
      else if (character === "}" && --depth === 0) return this.source.slice(start, this.position++);
    }
    throw new ParseError("unclosed brace");
  }

  private environment(name: "begin" | "end"): void {
    const environment = this.argument().replace("*", "");
    if (environment === "array" && name === "begin") this.argument();
    this.push("command", `${name} ${environment}`);
  }

  private prose(command: string): void {
    const content = this.argument().replace(/\\[,;:! ]|~/g, " ");
    const trimmed = content.trim();
    if (content.startsWith(" ")) this.space = true;
    if (trimmed === "" || trimmed === ".") return;
    const joining = trimmed === "," ? trimmed : trimmed.replace(/^, ?/, "").toLowerCase();
    if (connectives.has(joining) || joining === ",") {
      this.push("operator", joining);
      return;
    }
    if (/^-{2,3}$/.test(trimmed)) throw new ParseError("a dash between numbers");
    // "2 to 3" is a ratio.
    if (trimmed === "to" && isAfterNumber(this.tokens)) {
      this.push("operator", ":");
      return;
    }
    // \mathrm{e}, \text{x}, \operatorname{lcm}: mathematics in an upright font.
    const isUpright = command === "mathrm" || command === "operatorname";
    const upright =
      /^[ei]$/.test(trimmed) || (/^[A-Za-z]$/.test(trimmed) && isUpright && !isAfterNumber(this.tokens));
    const isFunction =
      functionSpellings.has(trimmed) && !(UNIT_FUNCTION.test(trimmed) && isAfterNumber(this.tokens));
    if (upright || isFunction || (command === "operatorname" && isKnownName(trimmed))) {
      this.whole(trimmed);
      return;
    }
    if (/^(?:[\d.,:+-]+|\\\$|\\?%|\\(?:euro|pounds|yen|rupee|won|ruble|cent) ?)$/.test(trimmed)) {
      this.nested(trimmed);
      return;
    }
    const scale = /^\\degree\s*([CF])$/.exec(trimmed)?.[1];
    if (scale !== undefined) this.nested("^\\circ");
    this.push("text", scale ?? trimmed.replace(/\s+/g, " "));
  }

  private nested(content: string): void {
    for (const token of tokenize(content, this.reading)) this.push(token.kind, token.text, token.repeating);
  }

  private accent(command: string): void {
    const content = this.argument().replace(/\s+/g, "");
    this.push("symbol", command === "Bbb" ? `mathbb ${content}` : `${command} ${content}`);
  }

  private operator(text: string, advance = true): void {
    if (advance) this.position += 1;
    if (text === "space") {
      this.space = true;
      return;
    }
    if (text === "(" || text === "[" || text === "\\{") this.brackets++;
    if (text === ")" || text === "]" || text === "\\}") this.brackets = Math.max(0, this.brackets - 1);
    const pair = advance ? operatorPairs.get(text + (this.source[this.position] ?? "")) : undefined;
    if (pair !== undefined) this.position++;
    this.push("operator", pair ?? text);
  }
}
