import {describe, expect, it} from "vitest";
import {LatexError} from "../../../../loaders/verification/math/paper/latex/latex-cursor.js";
import {parseLatex} from "../../../../loaders/verification/math/paper/latex/parse-latex.js";
import {format, type Parsed} from "../../../../loaders/verification/math/paper/symbolic/expression.js";

function text(parsed: Parsed): string {
  if (parsed.kind === "expression") return format(parsed.value);
  if (parsed.kind === "relation") return `${text(parsed.left)} ${parsed.operator} ${text(parsed.right)}`;
  return parsed.kind;
}

describe("parseLatex reads the longest prefix that SymPy reads", () => {
  it.each([
    ["5(1,2)", "5"],
    ["5+", "5"],
    ["5)30°", "5"],
    ["5+(1,2)", "5"],
    ["5(1.)", "5"],
    ["x^{a", "x"],
    ["5x^", "(5*x)"],
    ["x^-1", "x"],
    ["1,000", "1000"],
    ["12,345,67", "12345"],
    ["1,0005", "(1000*5)"],
    ["1.5.2", "3/2."],
    ["xy_", "x"],
    ["x=5(1,2)", "x = 5"],
    ["|a|b|c", "(abs(a)*b)"],
    ["|x|y|z|", "abs((abs(y)*x*z))"],
    ["2x3x4", "(2*3*4)"],
    ["x(x+1)", "x((1 + x))"],
    ["x(1,2", "x"],
    ["\\sin2x(3)", "sin((2*3))"],
    ["\\sin2y(3)", "sin((2*3*y))"],
    ["\\sin(x)y", "(sin(x)*y)"],
    ["\\sin2\\sqrt{3}", "(3**1/2*sin(2))"],
    ["\\sin^{-1}x", "asin(x)"],
    ["\\sin^{0}x", "sin(x)"],
    ["\\log_28", "log(8, 2)"],
    ["\\log_210", "log(0, 21)"],
    ["\\cos^21.5", "cos(3/2.)**2"],
    ["\\lg100", "log(100, 10)"],
    ["2^3^4", "2**3**4"],
    ["x^2_n", "x**2"],
    ["x_{n+1}'", "x_{(1 + n)}'"],
    ["dx", "dx"],
    ["abd", "(a*b*d)"],
    ["\\frac{dy}{dx}", "d(y)/dx"],
    ["\\frac{d}{dx}x^2", "d(x**2)/dx"],
    ["\\frac{\\partial f}{\\partial x}", "d(f)/dx"],
    ["\\frac12x", "(2**-1*x)"],
    ["x^2|_{x=3}", "3**2"],
    ["\\sum_{k=1}^{n}k+1", "(1 + sum(k, k, 1, n))"],
    ["\\lim_{x\\to0^+}x", "limit x+(0, x)"],
    ["\\mathit{ab}c", "(ab*c)"],
    ["a&=b", "a = b"],
    ["x=y=z", "x = y = z"],
    ["\\infty", "oo"],
    ["\\pi", "pi"]
  ])("%s as %s", (latex, expected) => {
    expect(text(parseLatex(latex))).toBe(expected);
  });

  it.each([
    "",
    "5=",
    "x=,3",
    "x_",
    "5+1.",
    "1.",
    ".5",
    "(1,2)",
    "\\sqrt3",
    "\\sin",
    "30°",
    "5\\ 3",
    "\\frac{d}{dx}",
    "a\\%",
    "3&4"
  ])("%s not at all", (latex) => {
    expect(() => parseLatex(latex)).toThrow(LatexError);
  });
});
