import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {PromptTemplate} from "../../loaders/prompts/prompt-template.js";
import {readPrompt} from "../../loaders/prompts/read-prompt.js";
import {renderPrompt} from "../../loaders/prompts/render-prompt.js";
import {parseLiveCodeBenchRow} from "../../loaders/verification/code/benchmarks/live-code-bench.js";
import {repository} from "../support/run-cli.js";

const named = (name: string): PromptTemplate =>
  readPrompt({name, file: join(repository, "data/studies/study.yaml"), where: ""});

function contestProblem(starterCode: string) {
  const row = {
    question_id: "1",
    question_content: "Add two numbers.",
    starter_code: starterCode,
    contest_date: "2024-09-01T00:00:00",
    platform: "leetcode",
    difficulty: "easy",
    public_test_cases: JSON.stringify([
      {input: "1\n2", output: "3", testtype: starterCode === "" ? "stdin" : "functional"}
    ]),
    private_test_cases: "[]",
    metadata: JSON.stringify({func_name: "add"})
  };
  return parseLiveCodeBenchRow(row, "live-code-bench", "test.jsonl:1");
}

describe("renderPrompt", () => {
  it("gives a problem's prompt as it stands without a template, and with the plain one", () => {
    const problem = {prompt: " 3 4 -> 7 ;\n", meta: {}};
    expect(renderPrompt(null, problem)).toEqual({prompt: problem.prompt});
    expect(renderPrompt(named("plain"), problem)).toEqual({prompt: problem.prompt});
  });

  it("leaves braces and dollars of templates and problems alone", () => {
    const problem = {prompt: "Is $& or $1 in {problem} or \\frac{1}{2}?", meta: {}};
    expect(renderPrompt(named("simplerl-qwen"), problem).prompt).toBe(
      "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n" +
        "Is $& or $1 in {problem} or \\frac{1}{2}?\n" +
        "Please reason step by step, and put your final answer within \\boxed{}.<|im_end|>\n<|im_start|>assistant\n"
    );
  });

  it("gives messages, with their contents as the prompt", () => {
    expect(renderPrompt(named("boxed-chat"), {prompt: " 1 + 1 ", meta: {}})).toEqual({
      prompt: "1 + 1\nPlease reason step by step, and put your final answer within \\boxed{}.",
      messages: [
        {
          role: "user",
          content: "1 + 1\nPlease reason step by step, and put your final answer within \\boxed{}."
        }
      ]
    });
  });

  it("asks with the stop texts of the template and the begun answer of EvalPlus", () => {
    const {prompt, stop} = renderPrompt(named("evalplus-qwen"), {prompt: "\ndef f():\n", meta: {}});
    expect(prompt).toMatch(/block:\n```\ndef f\(\):\n```\n<\|im_end\|>[^]*```python\n$/);
    expect(stop).toEqual(["\n```\n"]);
  });

  it("tells the starter code of LiveCodeBench apart, and words a problem without it in another way", () => {
    const code = "class Solution:\n    def add(self, a, b):\n        ";
    const started = renderPrompt(named("live-code-bench"), contestProblem(code)).prompt;
    expect(started).toContain("### Question:\nAdd two numbers.\n\n### Format: You will use the following");
    expect(started).toContain(`within delimiters.\n\`\`\`python\n${code}\n\`\`\`\n\n### Answer`);
    const plain = renderPrompt(named("live-code-bench"), contestProblem("")).prompt;
    expect(plain).toContain("### Question:\nAdd two numbers.\n\n### Format: Read the inputs from stdin");
    expect(renderPrompt(named("plain"), contestProblem(code)).prompt).toBe(contestProblem(code).prompt);
  });
});
