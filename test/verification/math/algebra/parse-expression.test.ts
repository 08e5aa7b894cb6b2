import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {format} from "../../../../loaders/verification/math/algebra/expression.js";
import {expressionOf} from "../../../../loaders/verification/math/algebra/parsing/parse-expression.js";

const readings: [text: string, tree: string][] = [
  ["1/2x", "(1 / 2)*x"],
  ["-x^2", "(-1)*x^(2)"],
  ["2^3^2", "2^(3^(2))"],
  ["1\\frac{4}{5}", "(9/5)"],
  ["1 4/5", "(9/5)"],
  ["2\\cdot\\frac12", "2*(1 / 2)"],
  ["\\frac14", "(1 / 4)"],
  ["\\frac9{19}", "(9 / 19)"],
  ["\\sqrt23", "null"],
  ["11\\sqrt2", "11*root(2, 2)"],
  ["\\sin 2\\pi t", "sin(2*pi*t)"],
  ["\\sin x\\cos x", "sin(x)*cos(x)"],
  ["\\sin(2t)/5", "(sin(2*t) / 5)"],
  ["\\log_{10} 2", "log(2, 10)"],
  ["\\frac{dx}{dt}", "dx/dt"],
  ["\\frac{d!}{d}", "(factorial(d) / d)"],
  ["x_0^2", "x_0^(2)"],
  ["x_{\\max}", "x_max"],
  ["x^{\\prime}", "x'"],
  ["f''", "f''"],
  ["\\dot{x}_0", "dot x_0"],
  ["I(0)", "I(0)"],
  ["n(n+1)", "n*(n + 1)"],
  ["|x-1|", "abs((x + (-1)))"],
  ["30^\\circ", "30*degree"],
  ["8\\%", "8*percent"],
  ["1,234.5", "(2469/2)"],
  ["2\\pir", "2*pi*r"],
  ["0.1\\overline{6}", "(1/6)"],
  ["1e-3", "(1/1000)"],
  ["2 3", "null"],
  ["x+", "null"],
  ["\\unknown", "null"],
  ["\\frac{1}", "null"],
  ["(1", "null"],
  ["1)", "null"],
  ["\\text{three}", "null"],
  ["1..2", "null"],
  ["\\frac1.", "null"]
];

describe("expressionOf", () => {
  it.each(readings)("reads %s as %s", (text, tree) => {
    const expression = expressionOf(text);
    expect(expression === null ? "null" : format(expression)).toBe(tree);
  });

  it("never throws, whatever the text", () => {
    const pieces = fc.constantFrom(
      "\\frac",
      "{",
      "}",
      "(",
      ")",
      "^",
      "_",
      "x",
      "1",
      ".",
      ",",
      "\\sqrt",
      "[",
      "]",
      "\\text{",
      "|",
      "!",
      "-",
      "\\\\",
      "&",
      "\\left",
      "e",
      " ",
      "'",
      "\\begin{pmatrix}"
    );
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 30}), (parts) => {
        expressionOf(parts.join(""));
      })
    );
    fc.assert(
      fc.property(fc.string({unit: "binary", maxLength: 60}), (text) => {
        expressionOf(text);
      })
    );
  });
});
