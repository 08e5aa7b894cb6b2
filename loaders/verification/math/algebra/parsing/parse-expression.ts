import {applyFunction} from "../apply-function.js";
import {BudgetExceeded} from "../budget.js";
import {
  call,
  constant,
  negative,
  number,
  power,
  product,
  quotient,
  sum,
  symbol,
  type ConstantName,
  type Expression
} from "../expression.js";
import {Rational} from "../numbers/rational.js";
import {numberOf} from "./literal.js";
import {mixedPart} from "./mixed-number.js";
import {SymbolParser} from "./symbol-parser.js";
import {ParseError, type Token} from "./token.js";
import {tokenize} from "./tokenize.js";

/**
 * Reads tokens as one arithmetic expression. Implicit multiplication binds like `*` (1/2x is x/2), powers to the right, -x^2 is
 * -(x^2); `1\frac{4}{5}` and `1 4/5` are mixed numbers; `log` without a base is base 10. Throws ParseError for anything else,
 * deeper nesting than MAX_DEPTH included.
 */
export function parseExpression(tokens: readonly Token[]): Expression {
  try {
    return new Parser(tokens).run();
  } catch (error) {
    if (error instanceof RangeError || error instanceof BudgetExceeded)
      throw new ParseError(error.message, {cause: error});
    throw error;
  }
}

/** Reads text as one arithmetic expression; null where it is none. */
export function expressionOf(text: string): Expression | null {
  try {
    return parseExpression(tokenize(text));
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}

const closers = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["\\{", "\\}"]
]);

class Parser extends SymbolParser {
  private bars = 0;

  run(): Expression {
    const expression = this.choice(this.sum());
    if (this.position < this.tokens.length) throw new ParseError(`unexpected ${this.peek()!.text}`);
    return expression;
  }

  /** `{n \choose k}` */
  private choice(above: Expression): Expression {
    return this.accept("choose") ? call("binomial", above, this.sum()) : above;
  }

  private sum(): Expression {
    return this.nested(() => {
      const terms = [this.term()];
      for (;;) {
        if (this.accept("+")) terms.push(this.term());
        else if (this.accept("-")) terms.push(negative(this.term()));
        else return sum(...terms);
      }
    });
  }

  private term(): Expression {
    let sign = 1;
    while (this.at("+") || this.at("-")) if (this.tokens[this.position++]!.text === "-") sign = -sign;
    const magnitude = this.products();
    return sign < 0 ? negative(magnitude) : magnitude;
  }

  private products(): Expression {
    let factors = [this.factor()];
    for (;;) {
      if (this.accept("*")) factors.push(this.signedFactor());
      else if (this.accept("/")) factors = [quotient(product(...factors), this.signedFactor())];
      else if (this.accept("mod")) factors = [call("mod", product(...factors), this.signedFactor())];
      else if (this.startsFactor()) factors.push(this.factor());
      else return product(...factors);
    }
  }

  private signedFactor(): Expression {
    if (this.accept("-")) return negative(this.factor());
    this.accept("+");
    return this.factor();
  }

  /** Whether a factor may follow without a sign. A number may only as the base of a power. */
  private startsFactor(): boolean {
    const token = this.peek();
    if (token === undefined) return false;
    if (["symbol", "constant", "function"].includes(token.kind)) return true;
    // (n-2) 2^n and 3!7! are products; 3 2 and x 00 are not.
    const before = this.tokens[this.position - 1];
    if (token.kind === "number")
      return (this.at("^", 1) && before?.kind !== "number") || before?.text === "!";
    if (token.kind === "command") return ["frac", "sqrt", "binom"].includes(token.text);
    if (token.kind !== "operator") return false;
    return (
      ["(", "[", "{", "lfloor", "lceil", "sum"].includes(token.text) ||
      (token.text === "|" && this.bars === 0)
    );
  }

  private factor(): Expression {
    return this.nested(() => this.postfix(this.primary()));
  }

  private postfix(base: Expression): Expression {
    let result = base;
    for (;;) {
      if (this.at("^") && this.isDegree(1)) this.position += this.at("{", 1) ? 4 : 2;
      else if (this.accept("^")) {
        result = power(result, this.exponent());
        continue;
      } else if (this.accept("%")) {
        result = product(result, constant("percent"));
        continue;
      } else if (this.accept("!")) {
        result = call(this.accept("!") ? "doubleFactorial" : "factorial", result);
        continue;
      } else if (!this.accept("deg")) return result;
      result = product(result, constant("degree"));
    }
  }

  private isDegree(ahead: number): boolean {
    return (
      this.at("deg", ahead) || (this.at("{", ahead) && this.at("deg", ahead + 1) && this.at("}", ahead + 2))
    );
  }

  private exponent(): Expression {
    if (this.at("{")) return this.bracketed("{");
    if (this.accept("-")) return negative(this.exponent());
    this.accept("+");
    return this.nested(() => {
      const base = this.primary();
      return this.accept("^") ? power(base, this.exponent()) : base;
    });
  }

  private bracketed(open: string): Expression {
    this.expect(open);
    const bars = this.bars;
    this.bars = 0;
    const inside = open === "{" ? this.choice(this.sum()) : this.sum();
    this.bars = bars;
    this.expect(closers.get(open)!);
    return inside;
  }

  private primary(): Expression {
    const token = this.peek();
    if (token === undefined) throw new ParseError("something is missing at the end");
    switch (token.kind) {
      case "number":
        return this.number();
      case "constant":
        this.position++;
        return constant(token.text as ConstantName);
      case "symbol":
        return this.symbol();
      case "word":
        this.position++;
        return symbol(token.text);
      case "function":
        this.position++;
        return this.functionCall(token.text);
      case "command":
        return this.command(token.text);
      case "operator":
        return this.enclosed(token.text);
      case "text":
        throw new ParseError("prose in an expression");
    }
  }

  private number(): Expression {
    const token = this.tokens[this.position++]!;
    if (this.at("_")) throw new ParseError("a number with a subscript");
    if (token.text === ".") throw new ParseError("a point alone");
    const literal = numberOf(token);
    if (literal.kind !== "number" || !literal.value.isInteger() || literal.decimals !== null) return literal;
    const fraction = mixedPart(this.tokens, this.position);
    if (fraction === null) return literal;
    this.position += fraction.length;
    return number(literal.value.plus(fraction.value));
  }

  private command(name: string): Expression {
    this.position++;
    if (name === "sqrt") {
      const index = this.at("[") ? this.bracketed("[") : number(2n);
      return call("root", this.argument(), index);
    }
    if (name === "binom") return call("binomial", this.argument(), this.argument());
    if (name !== "frac") throw new ParseError(`unexpected ${name}`);
    return this.derivative() ?? quotient(this.argument(), this.argument());
  }

  /** A LaTeX argument: a group, or one token of which a number gives its first digit only (\frac12 is a half). */
  private argument(): Expression {
    if (this.at("{")) return this.bracketed("{");
    const token = this.peek();
    if (token?.kind !== "number" || token.text.length === 1) return this.nested(() => this.primary());
    this.tokens[this.position] = {...token, text: token.text.slice(1), space: false};
    if (!/^\d/.test(token.text)) throw new ParseError("a point as an argument");
    return number(BigInt(token.text[0]!));
  }

  private enclosed(open: string): Expression {
    if (closers.has(open)) return this.bracketed(open);
    this.position++;
    if (open === "sum") return this.sumSign();
    if (open === "|") {
      this.bars++;
      const inside = this.sum();
      this.bars--;
      this.expect("|");
      return call("abs", inside);
    }
    if (open === "lfloor" || open === "lceil") {
      const inside = this.sum();
      this.expect(open === "lfloor" ? "rfloor" : "rceil");
      return call(open === "lfloor" ? "floor" : "ceil", inside);
    }
    throw new ParseError(`unexpected ${open}`);
  }

  private functionCall(name: string): Expression {
    const subscript = this.accept("_") ? this.argumentOfSubscript() : null;
    const exponent = this.accept("^") ? this.exponent() : null;
    if (name === "sqrt" || name === "cbrt") return this.plainRoot(name, exponent);
    const values = this.functionArguments();
    const inverse = exponent?.kind === "number" && exponent.value.equals(Rational.of(-1));
    const applied = applyFunction(name, values, subscript, inverse);
    return exponent === null || inverse ? applied : power(applied, exponent);
  }

  private argumentOfSubscript(): Expression {
    if (this.at("{")) return this.bracketed("{");
    return this.nested(() => this.primary());
  }

  private plainRoot(name: string, exponent: Expression | null): Expression {
    if (exponent !== null) throw new ParseError("a root with an exponent");
    return call(
      "root",
      this.nested(() => this.primary()),
      number(name === "sqrt" ? 2n : 3n)
    );
  }

  /** Arguments in brackets, or the product that follows: sin 2 pi t is sin(2 pi t), sin x cos x is sin(x) cos(x). */
  private functionArguments(): Expression[] {
    if (this.at("(") || this.at("{") || this.at("\\{")) {
      const open = this.tokens[this.position++]!.text;
      const values = [this.sum()];
      while (this.accept(",")) values.push(this.sum());
      this.expect(closers.get(open)!);
      return values;
    }
    this.accept("+");
    if (this.accept("-")) return [negative(this.openArgument())];
    return [this.openArgument()];
  }

  private openArgument(): Expression {
    return this.nested(() => {
      const factors = [this.factor()];
      while (this.startsFactor() && this.peek()!.kind !== "function" && !this.at("(") && !this.at("["))
        factors.push(this.factor());
      return product(...factors);
    });
  }
}
