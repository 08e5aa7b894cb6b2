import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readStudy} from "../../loaders/schema/study.js";
import {temporaryFolder} from "../support/temporary-folder.js";

function study(notes: string, policyNotes = "Of the policy."): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "about.md"), "Of the *report*.\n");
  const file = join(folder, "study.yaml");
  writeFileSync(
    file,
    `study: noted
title: Noted
seed: 1
notes: ${notes}
policies:
  - {id: a, role: base, samples: a.jsonl, notes: ${policyNotes}}
benchmarks:
  - {id: sums, problems: imported, verifier: math@strict, notes: Of the benchmark.}
experiments:
  - {id: math, policies: [a], benchmarks: [sums], notes: about.md}
`
  );
  return file;
}

describe("notes of a study", () => {
  it.each([
    ["Of all.", {about: "Of all.", limits: null}],
    ["about.md", {about: "Of the *report*.", limits: null}],
    ["{about: about.md, limits: Few sums.}", {about: "Of the *report*.", limits: "Few sums."}]
  ])("are texts or files beside it: %s", (notes, expected) => {
    const {notes: found, policies, benchmarks, experiments} = readStudy(study(notes));
    expect(found).toEqual(expected);
    expect([policies[0]!.notes, benchmarks[0]!.notes, experiments[0]!.notes]).toEqual([
      "Of the policy.",
      "Of the benchmark.",
      "Of the *report*."
    ]);
  });

  it("name the file that is not there, and the line that names it", () => {
    const file = study("Of all.", "lost.md");
    expect(() => readStudy(file)).toThrow(
      /^\S*study\.yaml:6: cannot read the notes .*lost\.md \(ENOENT\); give/
    );
  });

  it("are texts and nothing else", () => {
    expect(() => readStudy(study("[1]"))).toThrow(/study\.yaml:4: /);
  });
});
