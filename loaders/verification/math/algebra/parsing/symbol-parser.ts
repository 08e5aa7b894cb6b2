import {symbol, type Expression} from "../expression.js";
import {TokenCursor} from "./token-cursor.js";

/** Parses what is one symbol although it is written with several tokens: x_0, x', I(0), dx/dt. */
export class SymbolParser extends TokenCursor {
  /** A symbol with its subscript, primes and constant argument. */
  protected symbol(): Expression {
    let name = this.tokens[this.position++]!.text;
    if (this.accept("_")) name += `_${this.flat()}`;
    while (this.accept("'")) name += "'";
    if (this.at("^") && (this.at("'", 1) || (this.at("{", 1) && this.at("'", 2)))) {
      this.position++;
      name += this.flat();
      if (this.accept("_")) name += `_${this.flat()}`;
    }
    return symbol(name + this.constantArgument());
  }

  /** \sum with its limits is a factor of its own: sums are not carried out, but their terms may be written in any order. */
  protected sumSign(): Expression {
    const limits = new Map<string, string>();
    for (let mark = this.limitMark(); mark !== null; mark = this.limitMark()) limits.set(mark, this.flat());
    return symbol(`sum from ${limits.get("_") ?? ""} to ${limits.get("^") ?? ""}`);
  }

  private limitMark(): "_" | "^" | null {
    return this.accept("_") ? "_" : this.accept("^") ? "^" : null;
  }

  /** I(0) is one value of a function, not the product of I and 0. */
  private constantArgument(): string {
    const token = this.peek(1);
    if (!this.at("(") || token?.kind !== "number" || !this.at(")", 2)) return "";
    this.position += 3;
    return `(${token.text})`;
  }

  /** dx/dt is one symbol, not the quotient x/t: `\frac{d x}{d t}`, `\frac{d^2 v}{d t^2}`, `\frac{\partial}{\partial x}`. */
  protected derivative(): Expression | null {
    const start = this.position;
    const parts: string[] = [];
    for (const least of [1, 2]) {
      const first = this.peek(1);
      if (!this.at("{") || (first?.text !== "d" && first?.text !== "partial")) break;
      const afterSign = this.peek(2)?.kind === "symbol" || (this.at("^", 2) && this.peek(1)!.text.length > 0);
      if (!afterSign && (least === 2 || !this.at("}", 2))) break;
      parts.push(this.flat());
    }
    if (parts.length === 2) return symbol(parts.join("/"));
    this.position = start;
    return null;
  }
}
