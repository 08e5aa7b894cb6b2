import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {UserError} from "../../../loaders/schema/user-error.js";
import {annotationTable, type AnnotationTable} from "../../../loaders/tables/report/annotations.js";
import {annotationLines, type Annotation} from "../../../src/metrics/study/annotation.js";
import {writeStudyRun} from "../../support/runs/study-run.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {writeTexts} from "../../support/runs/texts-run.js";

const mark: Annotation = {
  study: "test-study",
  benchmark: "sums",
  problem_id: "p0",
  policy: "base",
  sample_index: 2,
  mark: "valid",
  reader: "EK",
  date: "2026-01-31"
};

async function tableOf(files: Record<string, string>): Promise<AnnotationTable> {
  const place = temporaryFolder();
  const {run, environment} = await writeStudyRun(place, {
    benchmarks: ["sums"],
    n: 4,
    policies: [{policy: "base", role: "base", correct: [[4]]}]
  });
  const texts = ["1 + 2 = 3", "2 + 1 = 3", "1 + 2 = 3"].map((completion) => ({completion}));
  await writeTexts(run, {benchmark: "sums", problemId: "p0", policy: "base"}, [
    ...texts,
    {completion: "3", verdict: "incorrect", reason: "bad_step"}
  ]);
  const folder = join(place, "annotations");
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return annotationTable({...environment, BOUNDARY_ANNOTATIONS: folder});
}

describe("annotationTable", () => {
  it("finds the text of each mark, how often it was drawn and whether it is correct", async () => {
    const table = await tableOf({
      "b.jsonl": annotationLines([{...mark, sample_index: 3, mark: "invalid"}]),
      "a.jsonl": annotationLines([mark, {...mark, sample_index: 1, mark: "unsure", note: "odd"}])
    });
    expect(table).toEqual({
      chains: [
        {...mark, sample_index: 0, count: 2, correct: true},
        {...mark, sample_index: 1, mark: "unsure", note: "odd", count: 1, correct: true},
        {...mark, sample_index: 3, mark: "invalid", count: 1, correct: false}
      ],
      unmatched: 0
    });
  });

  it("counts marks of other texts and of missing completions, and ignores other studies", async () => {
    const table = await tableOf({
      "a.jsonl": annotationLines([
        {...mark, digest: "0123456789ab"},
        {...mark, sample_index: 99},
        {...mark, benchmark: "products"},
        {...mark, study: "another"}
      ]),
      "notes.txt": "no marks"
    });
    expect(table).toEqual({chains: [], unmatched: 3});
  });

  it("is empty without a folder", async () => {
    expect(await tableOf({})).toEqual({chains: [], unmatched: 0});
  });

  it("names the line that is no mark", async () => {
    const error: unknown = await tableOf({"a.jsonl": `${annotationLines([mark])}{"study": 1}\n`}).catch(
      (thrown: unknown) => thrown
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toMatch(/a\.jsonl:2: invalid annotation: study must be a text, not 1/);
  });
});
