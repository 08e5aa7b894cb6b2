import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readStudy} from "../../../loaders/schema/study.js";
import {studyPrompts} from "../../../loaders/tables/report/study-prompts.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const text = (prompt: string): string => `study: prompts
title: Prompts
seed: 7
policies:
  - {id: base, role: base, engine: micro, model: nowhere}
  - {id: grpo, role: rl, base: base, engine: micro, model: nowhere, prompt: live-code-bench}
  - {id: other, role: rl, base: base, engine: micro, model: nowhere}
benchmarks:
  - {id: sums, problems: sums.jsonl, verifier: countdown@steps${prompt}}
  - {id: rest, problems: sums.jsonl, verifier: countdown@steps}
experiments:
  - {id: math, policies: [base, other], benchmarks: [sums, rest]}
  - {id: code, policies: [grpo], benchmarks: [rest]}
`;

describe("studyPrompts", () => {
  it("lists each template once, whole, with the policies that were asked in it", () => {
    const file = join(temporaryFolder(), "study.yaml");
    writeFileSync(file, text(", prompt: boxed-chat"));
    const {prompts = []} = studyPrompts(readStudy(file));
    expect(prompts.map(({prompt, checked, asked}) => ({prompt, checked, asked}))).toEqual([
      {
        prompt: "boxed-chat",
        checked: false,
        asked: [
          {policy: "base", benchmark: "sums"},
          {policy: "other", benchmark: "sums"}
        ]
      },
      {prompt: "live-code-bench", checked: false, asked: [{policy: "grpo", benchmark: "rest"}]}
    ]);
    const [chat, code] = prompts;
    expect(chat).toMatchObject({text: null, messages: [{role: "user"}], stop: []});
    expect(code!.text).toContain("### Question:\n{problem}");
    expect(code!.with_starter_code).toContain("{starter_code}");
    expect(code!.source).toMatch(/^https:/);
  });

  it("adds nothing where problems are asked as they stand", () => {
    const file = join(temporaryFolder(), "study.yaml");
    writeFileSync(file, text("").replace(", prompt: live-code-bench", ""));
    expect(studyPrompts(readStudy(file))).toEqual({});
  });
});
