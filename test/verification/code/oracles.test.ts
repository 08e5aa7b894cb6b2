import {describe, expect, it} from "vitest";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";
import {codeProblem} from "./problems.js";

const {judge} = useCodeVerifier({parallel: 2, limits: {cpuSeconds: 2}});

/** One output of `f` against the expected one. */
async function compare(
  oracle: string,
  expected: string,
  output: string,
  args = "[]",
  atol = 0
): Promise<string> {
  const problem = codeProblem({
    entry_point: "f",
    inputs: `[${args}]`,
    program: `import re\ndef f(*_):\n    return ${expected}\n`,
    oracle,
    atol
  });
  return (await judge(problem, `import re\ndef f(*_):\n    return ${output}\n`)).verdict;
}

describe("oracles", () => {
  it("equal: floats within the tolerance, 1e-6 where the problem sets none", async () => {
    expect(await compare("equal", "0.1 + 0.2", "0.3")).toBe("correct");
    expect(await compare("equal", "[0.5, 1.5]", "[0.5, 1.50001]")).toBe("incorrect");
    expect(await compare("equal", "[0.5, 1.5]", "[0.5, 1.50001]", "[]", 0.001)).toBe("correct");
    expect(await compare("equal", "1", "2", "[]", 0.001)).toBe("incorrect");
  });

  it("same_set: the same elements, in any order and number", async () => {
    expect(await compare("same_set", "(1, 2)", "[2, 1, 1]")).toBe("correct");
    expect(await compare("same_set", "(1, 2)", "[1]")).toBe("incorrect");
  });

  it("not_none: a match where the reference has one", async () => {
    expect(await compare("not_none", "re.match('a', 'a')", "True")).toBe("correct");
    expect(await compare("not_none", "re.match('a', 'a')", "re.match('.', 'a')")).toBe("correct");
    expect(await compare("not_none", "re.match('a', 'b')", "re.match('b', 'b')")).toBe("incorrect");
    expect(await compare("not_none", "None", "False")).toBe("correct");
  });

  it("polynomial_root: any root", async () => {
    const minusOne = "[[-1, 0, 1]]";
    expect(await compare("polynomial_root", "1.0", "-1.0", minusOne, 1e-4)).toBe("correct");
    expect(await compare("polynomial_root", "1.0", "0.99", minusOne, 1e-4)).toBe("incorrect");
    expect(await compare("polynomial_root", "1.0", "'1'", minusOne, 1e-4)).toBe("incorrect");
  });

  it("list_or_tuple: a tuple for a list, but not inside", async () => {
    expect(await compare("list_or_tuple", "[1, [2]]", "(1, [2])")).toBe("correct");
    expect(await compare("list_or_tuple", "[1, [2]]", "(1, (2,))")).toBe("incorrect");
  });
});
