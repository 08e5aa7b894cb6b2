import {describe, expect, it} from "vitest";
import {gradeStrict} from "../../../../loaders/verification/math/strict/grade-strict.js";

const many = (piece: string, count: number): string => piece.repeat(count);
const list = (count: number, item: (i: number) => string, joint: string): string =>
  Array.from({length: count}, (_, i) => item(i)).join(joint);
const digits = many("7", 1_000_000);

const hostile: [name: string, output: string, gold: string, verdict: "correct" | "incorrect"][] = [
  ["a tower of powers", "\\boxed{9^{9^{9^9}}}", "9^{9^{9^9}}+1", "incorrect"],
  ["2 to the billion", "\\boxed{2^{10^9}}", "2^{10^9}+1", "incorrect"],
  ["a huge binomial", "\\boxed{\\binom{10^9}{5\\cdot 10^8}}", "3", "incorrect"],
  ["a huge factorial", "\\boxed{((5!)!)!}", "3", "incorrect"],
  ["a huge sum", "\\boxed{\\sum_{k=1}^{10^{12}} k^{50}}", "3", "incorrect"],
  ["a million digits", `\\boxed{${digits}}`, digits, "correct"],
  ["a million digits, the last one differs", `\\boxed{${digits}}`, `${digits.slice(1)}8`, "incorrect"],
  ["a million digits in groups", `\\boxed{7,${many("777,", 333_332)}777}`, digits, "correct"],
  ["large fractions", `\\boxed{\\frac{${many("7", 1900)}}{${many("3", 1900)}}}`, "7/3", "correct"],
  ["100,000 terms", `\\boxed{${many("x+", 100_000)}x}`, "100001x", "incorrect"],
  ["900 terms", `\\boxed{${many("x+", 900)}x}`, "901x", "correct"],
  ["300 powers", `\\boxed{${list(300, (i) => `x^{${i}}`, "+")}}`, "x", "incorrect"],
  ["a product of 60 sums", `\\boxed{${list(60, (i) => `(x+${i}y)`, "")}}`, "x", "incorrect"],
  [
    "a product of 100 sums of new variables",
    `\\boxed{${list(100, (i) => `(a_{${i}}+b_{${i}})`, "")}}`,
    "x",
    "incorrect"
  ],
  ["10,000 nested braces", `\\boxed{${many("{", 10_000)}1${many("}", 10_000)}}`, "1", "incorrect"],
  ["500 nested brackets", `\\boxed{${many("(", 500)}1${many(")", 500)}}`, "1", "incorrect"],
  ["100,000 open boxes", many("\\boxed{", 100_000), "1", "incorrect"],
  ["100,000 boxes", many("\\boxed{1} ", 100_000), "1,1", "incorrect"],
  ["deep fractions", `\\boxed{${many("\\frac{1}{1+", 55)}x${many("}", 55)}}`, "1", "incorrect"],
  ["deep roots", `\\boxed{${many("\\sqrt{2+", 25)}2${many("}", 25)}}`, "2", "correct"],
  ["control characters", "\\boxed{\u0000\u0001\u0007 1\u001b}", "2", "incorrect"],
  ["a megabyte of words", many("lorem ipsum dolor ", 60_000), "1", "incorrect"],
  ["a megabyte of phrases", many("the answer is ", 80_000), "1", "incorrect"],
  ["a megabyte of dollars", many("$", 1_000_000), "1", "incorrect"],
  ["a megabyte of asterisks", many("**a", 300_000), "1", "incorrect"],
  ["a megabyte of commas", many("1,", 500_000), "2", "incorrect"],
  ["a megabyte of spaces", many(" ", 1_000_000), "1", "incorrect"],
  ["a megabyte of hashes", many("####", 250_000), "1", "incorrect"],
  ["a megabyte of tags", many("<answer>", 100_000), "1", "incorrect"],
  ["nested \\text", `${many("\\text{", 100_000)}B}`, "B", "incorrect"],
  [
    "a list of 900 numbers in another order",
    `\\boxed{${list(900, String, ",")}}`,
    list(900, (i) => String(899 - i), ","),
    "correct"
  ],
  [
    "a set of 39 sines",
    `\\boxed{\\{${list(39, (i) => `\\sin ${i}`, ",")}\\}}`,
    `\\{${list(39, (i) => `\\sin ${i + 1}`, ",")}\\}`,
    "incorrect"
  ],
  [
    "a set of 20 transcendental numbers",
    `\\boxed{\\{${list(20, (i) => `e^{\\sqrt{${i + 2}}}`, ",")}\\}}`,
    `\\{${list(20, (i) => `e^{\\sqrt{${i + 3}}}`, ",")}\\}`,
    "incorrect"
  ],
  [
    "190 intervals",
    `\\boxed{${list(190, (i) => `(${i},${i}.5)`, "\\cup")}}`,
    "(0,1) \\cup (2,3)",
    "incorrect"
  ],
  ["300 plus-minus signs", `\\boxed{${many("\\pm 1", 300)}}`, "1", "incorrect"],
  ["a huge exponent", "\\boxed{1e999999999}", "1", "incorrect"],
  ["a huge power of a symbol", "\\boxed{x^{999999999999}+1}", "x", "incorrect"],
  [
    "12 independent surds",
    `\\boxed{${[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].map((p) => `(1+\\sqrt{${p}})`).join("")}}`,
    "3",
    "incorrect"
  ],
  [
    "roots of large numbers",
    `\\boxed{${list(60, (i) => `\\sqrt{${many("9", 28)}${i}}`, "+")}}`,
    "3",
    "incorrect"
  ],
  ["powers of fractions", "\\boxed{(\\frac{1234567}{7654321})^{500}(\\frac{3}{7})^{3000}}", "3", "incorrect"],
  ["250 unit fractions", `\\boxed{${list(250, (i) => `\\frac{1}{${1009 + 2 * i}}`, "+")}}`, "3", "incorrect"],
  ["60 rational functions", `\\boxed{${list(60, (i) => `\\frac{1}{x+${i}}`, "+")}}`, "x", "incorrect"],
  ["150 sines", `\\boxed{${list(150, (i) => `\\sin ${i}x`, "+")}}`, "x", "incorrect"],
  ["80 binomials", `\\boxed{${many("\\binom{4000}{2000}x+", 80)}1}`, "x", "incorrect"]
];

/** CPU milliseconds of this process, which other processes do not disturb. */
function cpuTime(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const {user, system} = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe("gradeStrict, on hostile text", () => {
  it.each(hostile)("judges %s at once", (_name, output, gold, verdict) => {
    expect(gradeStrict(output, gold).verdict).toBe(verdict);
    // The first call above warms the code; the best of three keeps garbage collection out. What these texts are made to
    // provoke takes seconds or does not end, so that a machine may be several times slower than usual.
    const times = [1, 2, 3].map(() => cpuTime(() => gradeStrict(output, gold)));
    expect(Math.min(...times)).toBeLessThan(500);
  });

  it("stores no more than 4,000 characters of an answer", () => {
    expect(gradeStrict(`\\boxed{${digits}}`, digits).extracted).toHaveLength(4_000);
  });
});
