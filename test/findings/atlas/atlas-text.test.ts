import {describe, expect, it} from "vitest";
import paper from "../../../data/reference/paper.json" with {type: "json"};
import {atlasColumns} from "../../../src/findings/atlas/atlas-columns.js";
import {atlasCsv} from "../../../src/findings/atlas/atlas-csv.js";
import {paperReport, paperRows} from "../../../src/findings/training/paper-rows.js";
import {readAtlasState, shownRows, writeAtlasState} from "../../../src/findings/atlas/atlas-state.js";
import {atlasAnswer} from "../../../src/findings/atlas/atlas-text.js";
import type {AtlasRow} from "../../../src/metrics/atlas/atlas-row.js";
import {reportRows} from "../../../src/metrics/atlas/report-rows.js";
import {atlasReport} from "../../support/atlas-report.js";

const many = (c: number): number[] => Array.from({length: 60}, () => c);
const rowsOf = (id: string, base: number, rl: number, published: string | null = null): AtlasRow[] =>
  reportRows(id, atlasReport({study: id, base: many(base), rl: many(rl), published}));
const printed = paperRows(paper);

describe("reportRows", () => {
  it("has a row for each pair and benchmark, with where its numbers come from", () => {
    const [row, ...others] = rowsOf("a", 1, 2);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      ...{report: "a", domain: "math", benchmark: "Sums", base: "Base", trained: "GRPO", role: "rl"},
      ...{source: "measured", verifier: "math@strict", problems: 60, n: [4, 4], level: 0.95, baseModel: null}
    });
    expect(row!.points.map(({k, base, trained}) => [k, base, trained])).toEqual([
      [1, 0.25, 0.5],
      [2, 0.5, expect.closeTo(5 / 6, 12)],
      [4, 1, 1]
    ]);
    const hash = "0123456789abcdef".repeat(4);
    const imported = atlasReport({study: "b", base: [1], rl: [2], engine: "imported", source: hash});
    expect(reportRows("b", imported)[0]).toMatchObject({source: "imported", baseModel: hash});
    expect(rowsOf("c", 1, 2, "somebody")[0]!.source).toBe("published");
  });
});

describe("paperRows", () => {
  it("are the pairs of the paper's tables, each once and without an interval", () => {
    // Six algorithms on three sets, and two later checkpoints of one of them.
    expect(printed).toHaveLength(6 * 3 + 2 * 3);
    const dapo = printed.find(({trained, benchmark}) => trained === "DAPO" && benchmark === "MATH500")!;
    expect(dapo.points).toEqual([
      {k: 1, base: 0.345, trained: 0.756, difference: 0.411, low: null, high: null, p: null},
      {k: 256, base: 0.962, trained: 0.964, difference: 0.002, low: null, high: null, p: null}
    ]);
    expect(printed.map(({trained}) => trained)).toContain("GRPO, 450 steps");
  });
});

describe("atlasAnswer", () => {
  it("counts what is clear, pools reports, and says what has no interval", () => {
    const rows = [...rowsOf("a", 1, 3), ...rowsOf("b", 3, 1), ...rowsOf("c", 2, 2), ...printed];
    const {lead, note} = atlasAnswer(rows, 1);
    expect(lead).toContain(
      "With one try the trained policy is clearly ahead of its base in 1 of 3 comparisons, clearly behind in 1."
    );
    expect(lead).toMatch(
      /Over 3 reports the mean difference with one try is [+−\d.]+ points, 95% interval .*, which holds zero\./
    );
    expect(lead).toContain("24 pairs are printed without an interval and in none of these numbers.");
    expect(note).toContain("after Holm’s correction over 3 tests");
    expect(note).toContain("counts each report once");
  });

  it("begins with the budget that is shown, which a saved figure has for its title", () => {
    expect(atlasAnswer([...rowsOf("a", 1, 3), ...rowsOf("b", 1, 3)], 2).lead).toMatch(
      /^With 2 tries .*\. With one try /
    );
  });

  it("makes no summary of one or two reports, and none of what has no interval", () => {
    expect(atlasAnswer(rowsOf("a", 1, 3), 4).lead).toContain(
      "Only one independent report has an interval with 4 tries: nothing can be summed up, which takes 3."
    );
    const two = atlasAnswer([...rowsOf("a", 1, 3), ...rowsOf("b", 1, 3)], 4);
    expect(two.lead).toContain(
      "Only 2 independent reports have an interval with 4 tries: nothing can be summed up, which takes 3."
    );
    expect(two.note).toContain("A summary takes 3 reports");
    expect(two.note).not.toContain("Here: ");
    expect(atlasAnswer(rowsOf("a", 1, 3), 1).lead).toContain(
      "With one try the trained policy of the only comparison is clearly ahead of its base."
    );
    expect(atlasAnswer(rowsOf("a", 2, 2), 1).lead).toContain("is not clearly ahead of or behind its base.");
    expect(atlasAnswer(printed, 256).lead).toBe(
      "No pair that is shown has an interval: nothing is said to be clear, and there is no summary."
    );
    expect(atlasAnswer([...rowsOf("a", 1, 3), ...printed], 256).lead).toContain(
      "No report has an interval with 256 tries: there is no summary there."
    );
    expect(atlasAnswer([], 1).lead).toBe("No pair is left: choose less.");
  });
});

describe("the state of an atlas", () => {
  const reports = [{id: "a", title: "Reports of A", identity: null, date: null, address: null}, paperReport];
  const table = {title: "t", reports, rows: [...rowsOf("a", 1, 3), ...printed]};

  it("lives in the address, without what is default or makes no sense", () => {
    const search = "?domain=math&source=published&text=omni+dapo&k=256&sort=-trained-1&other=1";
    const state = readAtlasState(search);
    expect(state).toEqual({
      ...{domain: "math", role: null, source: "published", text: "omni dapo", k: 256},
      ...{sort: "trained-1", isDescending: true}
    });
    const written = writeAtlasState(state, "?other=1&k=2");
    expect(readAtlasState(written)).toEqual(state);
    expect(new URLSearchParams(written).get("other")).toBe("1");
    const empty = readAtlasState("?domain=__proto__&k=-1&sort=nothing");
    expect(writeAtlasState(empty, "")).toBe("");
  });

  it("filters by words in any order, and orders by a column with what is missing last", () => {
    const shown = (search: string): string[] =>
      shownRows(table, readAtlasState(search)).map(({trained}) => trained);
    expect(shown("?text=DAPO+held")).toEqual(["DAPO"]);
    expect(shown("?source=measured")).toEqual(["GRPO"]);
    expect(shown("?domain=code")).toEqual([]);
    for (const search of ["?sort=n", "?sort=-n"])
      expect(shownRows(table, readAtlasState(search))[0]!.report).toBe("a");
    const sorted = shownRows(table, readAtlasState("?sort=-trained-1")).map(({points}) => points[0]!.trained);
    expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
    expect(table.rows[0]!.report).toBe("a");
  });

  it("has each value of a row in the table and in the CSV, and nothing where nobody says", () => {
    const cells = (row: AtlasRow): (string | null)[] => atlasColumns(reports).map(({text}) => text(row));
    expect(cells(table.rows[0]!)).toEqual([
      ...["Reports of A", "Base → GRPO", "Sums", "25.0%", "75.0%", "100.0%", "100.0%", "4", "none up to 4"],
      ...["4", "60", "math@strict", "measured"]
    ]);
    expect(cells(printed[0]!).slice(-5)).toEqual([null, null, null, null, "published"]);
    const lines = atlasCsv(table.rows, reports).trimEnd().split("\n");
    expect(lines).toHaveLength(1 + 3 + 24 * 2);
    expect(lines.at(-1)).toMatch(
      /^"Yue et al. 2025, as printed",,https:.*,256,0\.962,0\.954,-0\.008,,,,,,,256$/
    );
  });
});
