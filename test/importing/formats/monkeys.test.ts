import {writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {describe, expect, it} from "vitest";
import {rawRows} from "../../support/importing/raw-rows.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const fixture = resolve(import.meta.dirname, "../../fixtures/importing/large-language-monkeys");

async function read(text: string): ReturnType<typeof rawRows> {
  const path = join(temporaryFolder(), "1.yaml");
  writeFileSync(path, text);
  return rawRows([path]);
}

describe("the format large-language-monkeys", () => {
  it("reads a problem a file, with verdicts by either name", async () => {
    const {formats, completions, skipped} = await rawRows([fixture]);
    expect(formats).toEqual(["large-language-monkeys"]);
    expect(skipped).toEqual([]);
    expect(
      completions.map(({problem, repeat, foreign}) => [problem.id, repeat, foreign[0]!.correct])
    ).toEqual([
      ["17", 0, true],
      ["17", 1, false],
      ["18", 0, false],
      ["18", 1, true]
    ]);
    expect(completions[0]).toMatchObject({
      line: 1,
      benchmark: null,
      problem: {prompt: "What is 2 + 2?", gold: "Two and two are 4.\n#### 4"},
      completion: " Two and two.\n#### 4",
      foreign: [{metric: "is_correct", value: true, scope: "completion"}]
    });
    expect(completions[2]!.problem).toMatchObject({gold: {input: ["1"], output: ["1"]}});
  });

  it("runs nothing that a tag names", async () => {
    const {completions, skipped} = await read(
      'gt_answer: !!python/object/apply:os.system ["touch /tmp/x"]\nsamples:\n- !!js/function "function () {}"\n- a\n'
    );
    expect(completions.map(({completion}) => completion)).toEqual(["function () {}", "a"]);
    expect(completions[0]!.problem.gold).toEqual(["touch /tmp/x"]);
    expect(skipped).toEqual([]);
  });

  it("refuses aliases, of which a few lines make gigabytes", async () => {
    const lines = Array.from({length: 20}, (_, i) => `a${i + 1}: &b${i + 1} [${`*b${i},`.repeat(9)}]`);
    const {completions, skipped} = await read(
      `question: q\na0: &b0 [x]\n${lines.join("\n")}\nsamples:\n- *b20\n`
    );
    expect(completions).toEqual([]);
    expect(skipped).toMatchObject([
      {reason: "YAML that is not read", detail: expect.stringMatching(/alias/i) as string}
    ]);
  });

  it("takes no field for more than a field", async () => {
    const {completions} = await read(
      "__proto__: {polluted: 1}\nkind: skipped\nreason: none\nquestion: q\nsamples:\n- a\n"
    );
    expect(completions).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ["samples of other kinds", "question: q\nsamples:\n- [a]\n- b: 1\n- 4\n", "a sample that is no text", 1],
    ["a file that breaks off", "question: q\nsamples: [\n", "broken YAML", 3],
    ["an open quote", 'question: q\nsamples:\n- a\nprompt: "q\n', "broken YAML", 5],
    ["lists in lists without end", `question: q\nsamples:\n- ${"[".repeat(20_000)}\n`, "broken YAML", 3]
  ])("skips %s", async (_, text, reason, line) => {
    const {completions, skipped} = await read(text);
    expect(completions).toEqual([]);
    expect(skipped[0]).toMatchObject({reason, line});
  });
});
