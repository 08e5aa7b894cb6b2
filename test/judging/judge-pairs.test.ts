import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {judgePairs} from "../../loaders/judging/judge-pairs.js";
import {createVerifier} from "../../loaders/verification/create-verifier.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const gold = {numbers: [3, 9], target: 12};

async function judgeLines(lines: string[]): Promise<string[]> {
  const file = join(temporaryFolder(), "pairs.jsonl");
  writeFileSync(file, lines.join("\n"));
  const verifier = await createVerifier("countdown@steps", {workers: 1});
  onTestFinished(() => verifier.close());
  const rules: string[] = [];
  for await (const {verdict} of judgePairs(file, verifier)) rules.push(verdict);
  return rules;
}

describe("judgePairs", () => {
  it("gives one judgement a line, in order, also over many batches", async () => {
    const outputs = Array.from({length: 9000}, (_, i) => (i % 3 === 0 ? "3 + 9 = 12" : `3 + 9 = ${13 + i}`));
    const verdicts = await judgeLines(outputs.map((output) => JSON.stringify({output, gold})));
    expect(verdicts).toEqual(outputs.map((_, i) => (i % 3 === 0 ? "correct" : "incorrect")));
  });

  it("names the line that is no JSON or no pair", async () => {
    const good = JSON.stringify({output: "3 + 9 = 12", gold});
    await expect(judgeLines([good, "{"])).rejects.toThrow(/pairs\.jsonl:2: invalid JSON/);
    await expect(judgeLines([good, "", '{"gold": 1}'])).rejects.toThrow(
      /pairs\.jsonl:3: invalid pair: output/
    );
  });
});
