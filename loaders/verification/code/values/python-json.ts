/**
 * A JSON value with the numbers that Python's JSON has: integers of any size apart from floats, Infinity and NaN. An object is its members in
 * order, duplicates included.
 */
export type PythonJson = null | boolean | bigint | number | string | PythonJson[] | JsonObject;

export interface JsonObject {
  readonly members: readonly (readonly [key: string, value: PythonJson])[];
}

const MOST_DEPTH = 500;
/** Python's own limit; reading decimal digits takes more than linear time. */
const MOST_DIGITS = 4300;
const numberPattern = /-?(?:Infinity|\d+(\.\d+)?([eE][+-]?\d+)?)|NaN/y;
const spacePattern = /[ \t\r\n]*/y;
const literals: readonly (readonly [string, null | boolean])[] = [
  ["null", null],
  ["true", true],
  ["false", false]
];

/**
 * Reads JSON as Python writes it, without loss: `1` is the integer 1n, `1.0` the float 1, `10000000000000000000001` exact, `Infinity`, `-Infinity`
 * and `NaN` are floats. Throws a SyntaxError with the position on anything else, on nesting deeper than 500 and on integers of more than 4,300
 * digits.
 */
export function parsePythonJson(text: string): PythonJson {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** The JSON text of a value, in the form that Python reads: the inverse of `parsePythonJson`. */
export function printPythonJson(value: PythonJson): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return printFloat(value);
  if (Array.isArray(value)) return `[${value.map(printPythonJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${value.members.map(([key, member]) => `${JSON.stringify(key)}:${printPythonJson(member)}`).join(",")}}`;
}

function printFloat(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

class Reader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): PythonJson {
    if (depth > MOST_DEPTH) throw this.error("nesting is too deep");
    this.match(spacePattern);
    const first = this.text[this.position];
    if (first === '"') return this.string();
    if (first === "[") return this.list("]", () => this.value(depth + 1));
    if (first === "{") return {members: this.list("}", () => this.member(depth + 1))};
    for (const [word, value] of literals) if (this.take(word)) return value;
    return this.number();
  }

  end(): void {
    this.match(spacePattern);
    if (this.position !== this.text.length) throw this.error("text after the value");
  }

  private member(depth: number): readonly [string, PythonJson] {
    this.match(spacePattern);
    const key = this.string();
    this.match(spacePattern);
    if (!this.take(":")) throw this.error("no colon after a key");
    return [key, this.value(depth)];
  }

  private list<T>(closing: string, item: () => T): T[] {
    this.position += 1;
    this.match(spacePattern);
    const items: T[] = [];
    if (this.take(closing)) return items;
    for (;;) {
      items.push(item());
      this.match(spacePattern);
      if (this.take(closing)) return items;
      if (!this.take(",")) throw this.error("no comma between two values");
    }
  }

  private number(): bigint | number {
    const found = this.match(numberPattern);
    if (found === null) throw this.error("not a value");
    const [text, fraction, exponent] = found;
    const isInteger = fraction === undefined && exponent === undefined && /\d/.test(text);
    if (isInteger && text.length > MOST_DIGITS) throw this.error("an integer is too long");
    return isInteger ? BigInt(text) : Number(text);
  }

  private string(): string {
    if (this.text[this.position] !== '"') throw this.error("not a string");
    const start = this.position;
    do {
      this.position = this.text.indexOf('"', this.position + 1);
      if (this.position === -1)
        throw new SyntaxError(`invalid JSON at character ${start}: a string has no end`);
    } while (this.isEscaped());
    this.position += 1;
    return JSON.parse(this.text.slice(start, this.position)) as string;
  }

  /** Whether an odd number of backslashes stands before the current character. */
  private isEscaped(): boolean {
    let backslash = this.position;
    while (this.text[backslash - 1] === "\\") backslash -= 1;
    return (this.position - backslash) % 2 === 1;
  }

  private take(word: string): boolean {
    if (!this.text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (found !== null) this.position += found[0].length;
    return found;
  }

  private error(problem: string): SyntaxError {
    return new SyntaxError(`invalid JSON at character ${this.position}: ${problem}`);
  }
}
