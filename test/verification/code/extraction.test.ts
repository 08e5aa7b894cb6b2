import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {topLevelBlocks} from "../../../loaders/verification/code/extraction/blocks.js";
import {extractProgram} from "../../../loaders/verification/code/extraction/program.js";

const prompt = 'import math\n\n\ndef half(x):\n    return x / 2\n\n\ndef double(x):\n    """Twice x."""\n';
const preamble = "import math\n\n\ndef half(x):\n    return x / 2\n\n\n";
const solution = "def double(x):\n    return 2 * x";

/** Completions of `prompt`, and the program that runs. */
const cases: readonly {why: string; completion: string; sources: string[] | null}[] = [
  {
    why: "continues the prompt with an indented body",
    completion: "    return 2 * x\n",
    sources: [`${prompt}    return 2 * x\n`]
  },
  {
    why: "cuts a continuation at the next line in the first column",
    completion: "    return 2 * x\n\n\nprint(double(3))\ndef other():\n    pass\n",
    sources: [`${prompt}    return 2 * x\n\n`]
  },
  {
    why: "does not cut inside a string or brackets",
    completion: '    text = """\nin the first column\n"""\n    return (\n2 * x\n)\nimport os\n',
    sources: [`${prompt}    text = """\nin the first column\n"""\n    return (\n2 * x\n)`]
  },
  {
    why: "cuts a continuation at the fence that closes a block",
    completion: "    return 2 * x\n```\nDone.",
    sources: [`${prompt}    return 2 * x`]
  },
  {
    why: "runs a fenced program after the prompt's helpers",
    completion: `Sure:\n\`\`\`python\n${solution}\n\`\`\`\n`,
    sources: [preamble, `${solution}\n`]
  },
  {
    why: "takes the last block that defines the function",
    completion: `\`\`\`python\ndef double(x):\n    return x\n\`\`\`\nBetter:\n\`\`\`python\n${solution}\n\`\`\`\nUse it:\n\`\`\`python\nprint(double(1))\n\`\`\``,
    sources: [preamble, `${solution}\n`]
  },
  {
    why: "reads a block without an end to the end",
    completion: `\`\`\`python\n${solution}`,
    sources: [preamble, solution]
  },
  {
    why: "prefers Python to other languages",
    completion: `\`\`\`python\n${solution}\n\`\`\`\n\`\`\`bash\ndef double(x):\n\`\`\``,
    sources: [preamble, `${solution}\n`]
  },
  {
    why: "takes the last answer, with its fence",
    completion: `<answer>no</answer><answer>\n\`\`\`\n${solution}\n\`\`\`</answer>`,
    sources: [preamble, `${solution}\n`]
  },
  {
    why: "takes an answer without an end",
    completion: `<think>def double(x): no</think><answer>${solution}`,
    sources: [preamble, solution]
  },
  {
    why: "passes over reasoning",
    completion: `\`\`\`python\ndef double(x):\n    return x\n\`\`\`\n</think>\n${solution}`,
    sources: [preamble, solution]
  },
  {
    why: "finds a whole program in prose",
    completion: `Here it is.\n\n${solution}\n\nIt's simple.\ndef double(x):\n    return 0`,
    sources: [preamble, `${solution}\n`]
  },
  {
    why: "leaves out tests and examples",
    completion: `\`\`\`python\nimport re\n${solution}\nassert double(1) == 3\nif __name__ == "__main__":\n    print(double(input()))\nelse:\n    raise SystemExit\nLIMIT = 3\n\`\`\``,
    sources: [preamble, `import re\n${solution}\nLIMIT = 3\n`]
  },
  {
    why: "continues the prompt with a fenced body",
    completion: "```python\n    return 2 * x\n```",
    sources: [`${prompt}    return 2 * x\n`]
  },
  {why: "treats other text as a continuation", completion: "I cannot.", sources: [prompt]},
  {why: "finds nothing in space", completion: " \n\t\n", sources: null},
  {why: "finds nothing in an empty block", completion: "```python\n```", sources: null},
  {why: "finds nothing in an empty answer", completion: `${solution}<answer></answer>`, sources: null}
];

describe("extractProgram", () => {
  it.each(cases)("$why", ({completion, sources}) => {
    const program = extractProgram(completion, prompt, "double");
    expect(program?.sources ?? null).toEqual(sources);
  });

  it("continues a prompt that ends in the middle of a line", () => {
    expect(extractProgram(" 2 * x\n\ndef other(): pass", "def double(x): return", "double")?.sources).toEqual(
      ["def double(x): return 2 * x\n"]
    );
  });

  it("runs a program on its own when the prompt is prose", () => {
    expect(
      extractProgram(`\`\`\`python\n${solution}\n\`\`\``, "Write double(x).\n", "double")?.sources
    ).toEqual([`${solution}\n`]);
    expect(
      extractProgram(solution, `Complete:\n\`\`\`python\ndef double(x):\n\`\`\`\n`, "double")?.sources
    ).toEqual([solution]);
  });

  it("takes the last fenced block of a script as it is", () => {
    const completion = "```python\nprint(1)\n```\nor\n```python\nassert True\nprint(2)\n```\n";
    expect(extractProgram(completion, "Print 2.", null)?.sources).toEqual(["assert True\nprint(2)\n"]);
    expect(extractProgram("print(3)", "Print 3.", null)?.sources).toEqual(["print(3)"]);
  });

  it("gives every text some answer, in a time that grows with its length only", () => {
    const pieces = fc.constantFrom(
      "```",
      "```python\n",
      "\n",
      '"""',
      "'",
      "(",
      ")",
      "def double(x):",
      "    return x",
      "<answer>",
      "</think>",
      "\\",
      "#",
      "é"
    );
    fc.assert(
      fc.property(fc.array(pieces, {maxLength: 60}), (parts) => {
        const text = parts.join("");
        const program = extractProgram(text, prompt, "double");
        expect(program === null || program.text.length <= text.length).toBe(true);
      })
    );
    const long = `${"(".repeat(100_000)}${"\n```".repeat(100_000)}${'"""'.repeat(100_000)}`;
    expect(extractProgram(long, prompt, "double")).toBeNull();
    expect(extractProgram(`    return 1\n${long}`, prompt, "double")?.sources).toEqual([
      `${prompt}    return 1`
    ]);
  });
});

describe("topLevelBlocks", () => {
  it("splits a text into parts that join to it again", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("x = [", "]", '"""', "  y", "", "def f():", "# '")), (lines) => {
        const text = lines.join("\n");
        expect(topLevelBlocks(text).join("\n")).toBe(text);
      })
    );
  });

  it("starts again at a definition after a bracket that nothing closes", () => {
    expect(topLevelBlocks("a smile :(\ndef f():\n    pass")).toEqual(["a smile :(", "def f():\n    pass"]);
  });
});
