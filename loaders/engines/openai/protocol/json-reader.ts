import {isUtf8} from "node:buffer";
import type {NumberList} from "./number-list.js";

/** The bytes are not what a reader expects; whether they are JSON at all is for JSON.parse to say. */
export class UnexpectedJson extends Error {}

const [quote, comma, colon, backslash, space, minus, point, zero] = [34, 44, 58, 92, 32, 45, 46, 48];
const [openList, closeList, openObject, closeObject] = [91, 93, 123, 125];

/** Strings up to here are looked through byte by byte; longer ones by the platform's own search. */
const shortString = 32;

const powersOf10 = Array.from({length: 23}, (_, power) => Number(`1e${power}`));

/**
 * Walks through the bytes of a JSON text and makes values of those parts alone that are asked for: an answer with log-probabilities
 * has some twenty strings and numbers for each token, and making them all takes most of a client's time. Every method leaves the
 * place behind what it read, and throws UnexpectedJson for anything else there.
 */
export class JsonReader {
  private readonly bytes: Buffer;
  private at = 0;

  /** Throws UnexpectedJson for bytes that are no UTF-8. */
  constructor(bytes: Buffer) {
    if (!isUtf8(bytes)) throw new UnexpectedJson();
    this.bytes = bytes;
  }

  /** Calls `onKey` for each key of the object that begins here; it reads or skips the value. */
  object(onKey: (key: string) => void): void {
    this.expect(openObject);
    if (this.next() === closeObject) {
      this.at += 1;
      return;
    }
    for (;;) {
      this.next();
      const key = this.string();
      // A key that would not be the object's own.
      if (key === "__proto__") throw new UnexpectedJson();
      this.expect(colon);
      onKey(key);
      if (this.isAtEnd(closeObject)) return;
    }
  }

  /** Calls `onItem` for each item of the list that begins here; it reads or skips the item. */
  list(onItem: () => void): void {
    this.expect(openList);
    if (this.next() === closeList) {
      this.at += 1;
      return;
    }
    do onItem();
    while (!this.isAtEnd(closeList));
  }

  /** Adds the numbers of an object of numbers to a list, whatever their keys are. */
  numbers(into: NumberList): void {
    this.expect(openObject);
    if (this.next() === closeObject) {
      this.at += 1;
      return;
    }
    do {
      this.next();
      this.skipString();
      this.expect(colon);
      into.push(this.number());
    } while (!this.isAtEnd(closeObject));
  }

  /** Calls `onValue` for the value of each key of an object, whatever the keys are. */
  values(onValue: () => void): void {
    this.expect(openObject);
    if (this.next() === closeObject) {
      this.at += 1;
      return;
    }
    do {
      this.next();
      this.skipString();
      this.expect(colon);
      onValue();
    } while (!this.isAtEnd(closeObject));
  }

  /** Where it is; it may go back to where it was. */
  get place(): number {
    return this.at;
  }

  set place(place: number) {
    this.at = place;
  }

  /** The first byte of the next value. */
  next(): number {
    let byte = this.bytes[this.at]!;
    while (byte <= space) {
      if (byte !== space && byte !== 10 && byte !== 13 && byte !== 9) throw new UnexpectedJson();
      byte = this.bytes[++this.at]!;
    }
    return byte;
  }

  get isObject(): boolean {
    return this.next() === openObject;
  }

  get isList(): boolean {
    return this.next() === openList;
  }

  get isString(): boolean {
    return this.next() === quote;
  }

  /** Whether nothing but white space is left. */
  get isOver(): boolean {
    while (this.at < this.bytes.length && this.bytes[this.at]! <= space) this.at += 1;
    return this.at === this.bytes.length;
  }

  string(): string {
    const start = this.at;
    const isPlain = this.skipString();
    if (isPlain) return this.bytes.toString("utf8", start + 1, this.at - 1);
    return this.parsed(start) as string;
  }

  /** The value that begins here, as JSON.parse makes it. */
  value(): unknown {
    this.next();
    const start = this.at;
    this.skip();
    return this.parsed(start);
  }

  /**
   * The number that begins here: the nearest double, but for this: of more than 15 digits, one that is a 32-bit float to within a
   * few units of the double's last place is taken for that float, which is what servers write out.
   */
  number(): number {
    this.next();
    const {bytes} = this;
    const start = this.at;
    const isNegative = bytes[start] === minus;
    let at = isNegative ? start + 1 : start;
    const first = at;
    // Nine digits each: whole numbers of 31 bits are the fastest there are.
    let high = 0;
    let low = 0;
    let digits = 0;
    let pointAt = -1;
    for (; ; at++) {
      const digit = bytes[at]! - zero;
      if (digit >= 0 && digit <= 9) {
        if (digits < 9) {
          high = high * 10 + digit;
          if (high > 0) digits += 1;
        } else {
          if (digits < 18) low = low * 10 + digit;
          digits += 1;
        }
      } else if (bytes[at] === point && pointAt === -1) pointAt = at;
      else break;
    }
    this.at = at;
    const whole = (pointAt === -1 ? at : pointAt) - first;
    const places = pointAt === -1 ? 0 : at - pointAt - 1;
    const hasExponent = (bytes[at]! | 32) === 101;
    if (hasExponent) this.skipScalar();
    // What is none by JSON's rules is for JSON.parse to refuse.
    if (whole === 0 || (whole > 1 && bytes[first] === zero) || (pointAt !== -1 && places === 0))
      throw new UnexpectedJson();
    if (!hasExponent && digits <= 18 && places <= 22) {
      const near = (high * powersOf10[Math.max(0, digits - 9)]! + low) / powersOf10[places]!;
      // Whole numbers and powers of ten up to here are exact, and so is their quotient but for its rounding.
      if (digits <= 15) return isNegative ? -near : near;
      const float = Math.fround(near);
      if (Math.abs(near - float) <= 4.5e-16 * near) return isNegative ? -float : float;
    }
    return this.parsed(start) as number;
  }

  /** Skips a value of any kind. */
  skip(): void {
    const byte = this.next();
    if (byte === quote) this.skipString();
    else if (byte === openObject)
      this.values(() => {
        this.skip();
      });
    else if (byte === openList)
      this.list(() => {
        this.skip();
      });
    else this.skipScalar();
  }

  private skipScalar(): void {
    const start = this.at;
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at]!;
      if (byte === comma || byte === closeList || byte === closeObject || byte <= space) break;
    }
    if (this.at === start) throw new UnexpectedJson();
  }

  /** Whether it has no escapes. */
  private skipString(): boolean {
    const {bytes} = this;
    if (bytes[this.at] !== quote) throw new UnexpectedJson();
    const start = this.at + 1;
    const mostShort = Math.min(start + shortString, bytes.length);
    for (let at = start; at < mostShort; at++) {
      const byte = bytes[at]!;
      if (byte === quote) {
        this.at = at + 1;
        return true;
      }
      if (byte < space) throw new UnexpectedJson();
      if (byte === backslash) break;
    }
    return this.skipLongString(start);
  }

  private skipLongString(start: number): boolean {
    const {bytes} = this;
    let end = bytes.indexOf(quote, start);
    while (end !== -1 && this.isEscaped(end)) end = bytes.indexOf(quote, end + 1);
    if (end === -1) throw new UnexpectedJson();
    this.at = end + 1;
    const isShort = end - start < 4 * shortString;
    if (!isShort) return !bytes.subarray(start, end).includes(backslash);
    for (let at = start; at < end; at++) if (bytes[at] === backslash) return false;
    return true;
  }

  private isEscaped(at: number): boolean {
    let before = at - 1;
    while (this.bytes[before] === backslash) before -= 1;
    return (at - before) % 2 === 0;
  }

  private parsed(start: number): unknown {
    try {
      return JSON.parse(this.bytes.toString("utf8", start, this.at));
    } catch {
      throw new UnexpectedJson();
    }
  }

  private expect(byte: number): void {
    if (this.next() !== byte) throw new UnexpectedJson();
    this.at += 1;
  }

  /** Behind an item: whether the list or object ends here, or another one follows. */
  private isAtEnd(close: number): boolean {
    const byte = this.next();
    if (byte !== comma && byte !== close) throw new UnexpectedJson();
    this.at += 1;
    return byte === close;
  }
}
