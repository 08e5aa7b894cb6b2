import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {pairItem} from "../../../loaders/judging/judge-pairs.js";
import {ownVerifier} from "../../../loaders/schema/study/own-verifier.js";
import type {Judgement} from "../../../loaders/schema/verdict.js";
import {createVerifier} from "../../../loaders/verification/create-verifier.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

/** Every fault that a grader can have, by the completion. */
const hostile = `
export function grade({gold, completion, problem}: {gold: string; completion: string; problem: {prompt: string}}) {
  switch (completion) {
    case "throw": throw new Error("two\\nlines");
    case "throw nothing": throw undefined;
    case "hang": for (;;);
    case "exit": process.exit(3);
    case "number": return 42;
    case "nothing": return undefined;
    case "maybe": return {verdict: "maybe"};
    case "later": return Promise.resolve({verdict: "correct"});
    case "own words": return {verdict: "incorrect", reason: "too long", extracted: 7};
    case "no answer": return {verdict: "incorrect", reason: "no_answer"};
    case "prompt": return {verdict: "correct", extracted: problem.prompt};
  }
  return {verdict: completion === gold ? "correct" : "incorrect", extracted: completion, rule: "same"};
}
`;

/** Judges completions, whose gold is `4`, by a module with this text. */
async function judge(text: string, completions: readonly string[], name = "mine.ts"): Promise<Judgement[]> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), text);
  const own = ownVerifier({module: `./${name}`, time_limit: 0.5}, folder, "study.yaml:12");
  const verifier = await createVerifier("mine", {own: [own], allowCode: true, workers: 1});
  onTestFinished(() => verifier.close());
  return verifier.judge(completions.map((completion) => pairItem(completion, "4")));
}

describe("a user's module as a verifier", () => {
  it(
    "judges, and survives every fault of the module as an error of that completion",
    {timeout: 120_000},
    async () => {
      const faults = ["throw", "throw nothing", "hang", "exit", "number", "nothing", "maybe"];
      const completions = ["4", ...faults, "5", "later", "own words", "no answer", "prompt"];
      const judgements = await judge(hostile, completions);
      const of = (completion: string): Judgement => judgements[completions.indexOf(completion)]!;
      for (const fault of faults) expect([fault, of(fault).verdict]).toEqual([fault, "error"]);
      expect(of("throw").rule).toBe("two lines");
      expect(of("hang")).toMatchObject({reason: "timeout", rule: "no verdict within 500 ms"});
      expect(of("number").rule).toMatch(/^no verdict: must be an object \(was a number\)/);
      expect(of("maybe").rule).toContain("verdict must be");
      expect(of("4")).toEqual({verdict: "correct", extracted: "4", reason: null, rule: "same"});
      expect(of("5")).toEqual({verdict: "incorrect", extracted: "5", reason: "mismatch", rule: "same"});
      expect(of("later").verdict).toBe("correct");
      expect(of("own words")).toEqual({
        verdict: "incorrect",
        extracted: "7",
        reason: "mismatch",
        rule: "too long"
      });
      expect(of("no answer")).toMatchObject({reason: "no_answer", extracted: null});
      expect(of("prompt").extracted).toBe("");
    }
  );

  it.each([
    [
      "throws as it loads",
      "throw new Error('no model here');",
      /^study\.yaml:12: cannot load the verifier .*mine\.ts: no model here$/
    ],
    ["has no function grade", "export const grade = 1;", /it exports no function grade$/],
    [
      "is no TypeScript",
      "export const grade = (;",
      /mine\.ts:1: cannot be read as a module: Unexpected .*study\.yaml:12 names it\)$/
    ],
    [
      "imports what is not there",
      'import "./nowhere.js"; export const grade = 1;',
      /mine\.ts:1: cannot be read as a module: Could not resolve "\.\/nowhere\.js"/
    ]
  ])("is refused in one line where it %s", {timeout: 120_000}, async (_, text, message) => {
    await expect(judge(text, ["4"])).rejects.toThrow(message);
    await expect(judge(text, ["4"])).rejects.not.toThrow(/\n/);
  });

  it("may be plain JavaScript", {timeout: 120_000}, async () => {
    const text =
      'export const grade = ({gold, completion}) => ({verdict: gold === completion ? "correct" : "incorrect"});';
    const judgements = await judge(text, ["4", "5"], "mine.mjs");
    expect(judgements.map(({verdict}) => verdict)).toEqual(["correct", "incorrect"]);
  });

  it("does not run without the user's leave", async () => {
    const own = ownVerifier("./mine.ts", "/nowhere", "study.yaml:12");
    await expect(createVerifier("mine", {own: [own]})).rejects.toThrow(
      "study.yaml:12 names the verifier /nowhere/mine.ts, which would run with your rights: read it, then pass --allow-code"
    );
    await expect(createVerifier("mine", {own: [own], allowCode: true})).rejects.toThrow(
      "study.yaml:12: no module /nowhere/mine.ts: make it, or name another"
    );
  });
});
