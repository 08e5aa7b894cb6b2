import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {describe, expect, it} from "vitest";
import type {RawCompletion} from "../../../loaders/importing/raw-row.js";
import {rawRows} from "../../support/importing/raw-rows.js";

const shared = resolve(
  process.env.BOUNDARY_SHARED_DATA ?? resolve(import.meta.dirname, "../../../../shared/data"),
  "raw"
);
const present = existsSync(shared);
if (!present) console.log(`skipped: importers on files of the tools themselves, no folder ${shared}`);

/** Values of a field and how often they occur. */
function tally(values: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
}

function verdicts(completions: readonly RawCompletion[], metric: string): Record<string, number> {
  return tally(
    completions
      .flatMap(({foreign}) => foreign.filter((verdict) => verdict.metric === metric))
      .map(({correct}) => correct)
  );
}

describe.skipIf(!present)("files that the tools themselves wrote", () => {
  it.each([
    [
      "inspect/2026-11-27T21-45-13-00-00_tiny-gsm_BP6QZ6x4nuoaxdYF5wgwkN.eval",
      8,
      4,
      {stop: 13, max_tokens: 19},
      {match: 0, has_number: 2}
    ],
    [
      "inspect/2026-11-27T21-52-29+00-00_tiny-gsm_FJdEyeavENeaEWikey69Tj.eval",
      5,
      4,
      {stop: 8, max_tokens: 12},
      {match: 2, has_number: 2}
    ],
    ["inspect_ai/log_streaming.eval", 2, 2, {stop: 4}, {match: 3}],
    ["inspect_ai/log_formats.eval", 1, 1, {stop: 1}, {match: 0}],
    ["inspect_ai/log_message_deduplication.eval", 1, 1, {stop: 1}, {closeness_log: 0}],
    ["inspect_ai/mmlu-summary-choices.eval", 1, 1, {stop: 1}, {choice: 0}],
    ["inspect_ai/2025-05-12T20-28-13-04-00_popularity.json", 3, 1, {stop: 3}, {match: 2}]
  ])("%s: %i problems x %i", async (file, problems, repeats, finish, correct) => {
    const {formats, completions, skipped} = await rawRows([resolve(shared, file)]);
    expect(formats).toEqual(["inspect"]);
    expect(skipped).toEqual([]);
    const counts = Object.values(tally(completions.map(({problem}) => problem.id)));
    expect(counts).toEqual(Array.from({length: problems}, () => repeats));
    expect(new Set(completions.map(({problem, repeat}) => `${problem.id!}#${repeat!}`)).size).toBe(
      problems * repeats
    );
    expect(tally(completions.map(({finishReason}) => finishReason))).toEqual(finish);
    for (const [metric, c] of Object.entries(correct))
      expect(verdicts(completions, metric).true ?? 0, metric).toBe(c);
    expect(completions.filter(({completion}) => completion.includes("attachment://"))).toEqual([]);
  });

  it("lighteval: 16 docs x 4, metrics of the docs", async () => {
    const {formats, completions, skipped} = await rawRows([
      resolve(shared, "lighteval/details_*"),
      resolve(shared, "lighteval/results_*")
    ]);
    expect(formats).toEqual(["lighteval"]);
    expect(skipped).toEqual([]);
    const counts = Object.values(tally(completions.map(({problem}) => problem.id)));
    expect(counts).toEqual(Array.from({length: 16}, () => 4));
    const firsts = completions.filter(({repeat}) => repeat === 0);
    const mean = (metric: string): number =>
      firsts.reduce(
        (sum, {foreign}) => sum + Number(foreign.find((verdict) => verdict.metric === metric)!.value),
        0
      ) / 16;
    expect(mean("pass@k:k=1&n=4")).toBe(0.46875);
    expect(mean("pass@k:k=4&n=4")).toBe(0.8125);
    expect(completions[0]!.problem).toMatchObject({id: "7", gold: "4", meta: {problem_id: "countdown-008"}});
    expect(completions[0]!.completion).toBe("3 + 5 = 8 ; 8 - 4 = 4");
  });
});
