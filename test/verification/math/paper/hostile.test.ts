import {describe, expect, it} from "vitest";
import {gradePaper} from "../../../../loaders/verification/math/paper/grade-paper.js";

const many = (text: string, count: number): string => text.repeat(count);
const box = (answer: string): string => `\\boxed{${answer}}`;
const sines = (order: (i: number) => number): string =>
  Array.from({length: 60}, (_, i) => `\\sin(${order(i)}x)`).join("+");

/** Name, completion, gold: none may be correct, throw, or take long. */
const hostile: [string, string, string][] = [
  ["a tower of powers", box("9^{9^{9^9}}"), "3"],
  ["a power with a thousand million bits", box("2^{10^9}"), "3"],
  ["towers in a relation", box("9^{9^{9^9}}<2"), "1<3"],
  [
    "towers in a matrix",
    box("\\begin{pmatrix}9^{9^{9^9}}\\\\1\\end{pmatrix}"),
    "\\begin{pmatrix}3\\\\1\\end{pmatrix}"
  ],
  ["sixty powers", box(`2${many("^9", 60)}`), "3"],
  ["a Python tower", box("(9**9**9**9,1)"), "(2,1)"],
  ["a huge binomial", box("\\binom{10^9}{5\\cdot10^8}"), "3"],
  ["a large binomial", box("\\binom{4000}{2000}"), "x+1"],
  ["a factorial of a factorial", box("(5000!)!"), "x"],
  ["fifty factorials", box(`3${many("!", 50)}`), "7"],
  ["five hundred factorials of a symbol", box(`x${many("!", 500)}`), "x"],
  ["a sum of 10^9 terms", box("\\sum_{k=1}^{10^9}k"), "3"],
  ["a harmonic sum", box("\\sum_{k=1}^{4999}\\frac{1}{k}"), "x"],
  ["a sum of sums", box("\\sum_{k=1}^{4000}\\sum_{j=1}^{4000}\\frac{1}{k+j}"), "3"],
  ["10^6 digits", box(many("7", 1e6)), "7"],
  ["a fraction of long numbers", box(`\\frac{${many("7", 2000)}}{${many("3", 900)}}`), "\\frac{7}{3}"],
  ["a decimal of 2,900 places", box(`0.${many("3", 2900)}x`), "\\frac{x}{3}"],
  ["10^5 terms", box(`${many("x+", 1e5)}1`), "x"],
  ["1,400 terms", box(`${many("x+", 1400)}1`), "x"],
  [
    "150 unlike fractions",
    box(Array.from({length: 150}, (_, i) => `\\frac{1}{${i + 100003}}`).join("+")),
    "7x"
  ],
  ["9,000 elements", box(`(${many("1,", 9000)}1)`), `(${many("1,", 9000)}2)`],
  ["5,000 elements that are no numbers", box(`(${many("x,", 5000)}1)`), `(${many("y,", 5000)}2)`],
  [
    "a set of 900",
    box(`{${Array.from({length: 900}, (_, i) => i).join(",")}}`),
    `{${Array.from({length: 900}, (_, i) => i + 1).join(",")}}`
  ],
  [
    "a long matrix",
    box(`\\begin{pmatrix}${many("1&2\\\\", 400)}\\end{pmatrix}`),
    `\\begin{pmatrix}${many("1&3\\\\", 400)}\\end{pmatrix}`
  ],
  ["10^4 nested braces", box(`${many("{", 1e4)}1${many("}", 1e4)}`), "2"],
  ["10^4 nested parentheses", box(`${many("(", 1e4)}1${many(")", 1e4)}`), "2"],
  [
    "nested pairs in answer and gold",
    box(`${many("(", 5e3)}1,2${many(")", 5e3)}`),
    `${many("(", 5e3)}1,3${many(")", 5e3)}`
  ],
  ["nested fractions", box(`${many("\\frac{1}{", 120)}2${many("}", 120)}`), "\\frac{1}{3}"],
  ["nested roots", box(`${many("\\sqrt{", 140)}x${many("}", 140)}`), "x"],
  ["nested functions", box(`${many("x(", 140)}1${many(")", 140)}`), "x"],
  ["unclosed functions", box(many("x(", 400)), "x"],
  ["bars", box(many("|x", 500)), "|y|"],
  ["nested bars", box(`${many("|", 60)}x${many("|", 60)}`), "y"],
  ["sines of sines", box(`${many("\\sin", 140)}x`), "\\sin y"],
  ["sines without an argument", box(many("\\sin", 700)), "\\sin x"],
  ["logarithms without an argument", box(many("\\log_23", 300)), "3"],
  ["a long script", box(`\\log_${many("2", 900)}`), "3"],
  ["signs", box(`${many("-", 2900)}1`), "3"],
  ["powers of powers", box(`${many("x^", 900)}2`), "x"],
  ["a chain of equations", box(many("x=", 1000)), "x=1"],
  ["a chain of relations", box(many("a<b", 500)), "x<1"],
  ["sixty sines against sixty others", box(sines((i) => i + 1)), sines((i) => 2 * i + 1)],
  ["a power of a sum", box("(x+y+z+1)^{900}"), "(x+y+z+2)^{900}"],
  ["derivatives of derivatives", box(`${many("\\frac{d}{dx}", 100)}\\sin(x^x)`), "x"],
  ["a floor of 4,000 digits", box("\\lfloor10^{4000}\\sqrt{2}\\rfloor"), "3"],
  ["a huge exponent of ten", box("1e999999999"), "3"],
  ["nested lists", box(`${many("[", 200)}1${many("]", 200)}`), "[2]"],
  ["control characters and a lone surrogate", box("\u0000\u0001\u0007\u001b[31m3\u2028\ud800"), "3"],
  ["1 MB of prose", `The answer is unclear. ${many("lorem ipsum 3.14 and a,b ", 42_000)}`, "3"],
  ["1 MB of numbers", many("1.2.3 -", 150_000), "5"],
  ["1 MB of points", many("1.", 500_000), "3"],
  ["1 MB of hyphens", many("-", 1e6), "3"],
  ["an unclosed box of 1 MB", `\\boxed{${many("a b ", 250_000)}`, "3"],
  ["10^5 boxes", many("\\boxed{", 1e5), "3"],
  ["10^6 line breaks", `\\boxed{${many("\n", 1e6)}4}`, "3"],
  ["unclosed texts", box(many("\\text{", 3000)), "3"],
  ["unclosed mboxes", box(many("\\mbox{", 3000)), "3"],
  ["unit words", box(many("m cm km ", 2400)), "3"],
  ["number words", box(many("one hundred ", 1500)), "2"],
  ["slashes", box(`${many("1/", 1000)}2`), "3"]
];

/** Far above what any of them takes alone (50 ms on an idle core), since tests share their cores. */
const LIMIT_MS = 2000;

describe("gradePaper bounds what hostile answers cost", () => {
  it.each(hostile)("%s is incorrect, soon", (_, completion, gold) => {
    const start = performance.now();
    expect(gradePaper(completion, gold).verdict).toBe("incorrect");
    expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  });

  it("10^6 equal digits are equal infinities to Python", () => {
    expect(gradePaper(`The answer is ${many("7", 10_000)}`, many("8", 10_000)).verdict).toBe("correct");
  });
});
