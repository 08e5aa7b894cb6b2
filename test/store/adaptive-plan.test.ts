import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {UserError} from "../../loaders/schema/user-error.js";
import {refuseOtherPlan} from "../../loaders/store/adaptive-plan.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const adaptive = {rule: {successes: 4, first: 32}, most: 64};
const record = {
  successes: 4,
  raised_to: 16,
  stops_from: 32,
  n_max: 64,
  level: 0.95,
  end: "open",
  looks: [{n: 16, pairs: [{benchmark: "sums", n: 16, successes: 4}]}]
};

/** What is said of a run whose record is this text, where the study has this level. */
function answer(text: string, level = 0.95): string {
  const run = new RunFolder(join(temporaryFolder(), "run"));
  mkdirSync(dirname(run.adaptive), {recursive: true});
  writeFileSync(run.adaptive, text);
  try {
    refuseOtherPlan(run, adaptive, {level});
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const {message} = error as UserError;
    expect(message.startsWith(`${run.adaptive}: `)).toBe(true);
    expect(message).not.toContain("\n");
    return message.slice(run.adaptive.length + 2);
  }
}

describe("refuseOtherPlan", () => {
  it("takes the plan of the looks, and any where none was read", () => {
    expect(answer(JSON.stringify(record))).toBe("");
    expect(answer(JSON.stringify({...record, n_max: 128, looks: []}))).toBe("");
  });

  it("refuses another n_max, rule or level", () => {
    expect(answer(JSON.stringify({...record, n_max: 128}))).toContain("n_max is 64, was 128");
    expect(answer(JSON.stringify({...record, successes: 8}))).toContain("successes is 4, was 8");
    expect(answer(JSON.stringify({...record, stops_from: 16}))).toContain("stops_from is 32, was 16");
    const {raised_to: raised, ...earlier} = record;
    expect(answer(JSON.stringify(earlier))).toContain(`raised_to is ${raised}, was not set`);
    expect(answer(JSON.stringify(record), 0.9)).toMatch(
      /^bootstrap\.level is 0\.9, was 0\.95 when .* put it back/
    );
  });

  it("takes a record of an earlier version, which has no level", () => {
    const {level, ...earlier} = record;
    expect(answer(JSON.stringify(earlier), level - 0.05)).toBe("");
  });

  it.each([
    ["", /^invalid record of looks: .*no text/],
    ["null", /^invalid record of looks: /],
    ["[]", /^invalid record of looks: /],
    [JSON.stringify(record).slice(0, 40), /^invalid record of looks: .*invalid JSON/],
    [JSON.stringify({...record, looks: undefined}), /^invalid record of looks: looks /],
    [JSON.stringify({...record, looks: 3}), /^invalid record of looks: looks .*array/],
    [JSON.stringify({...record, n_max: "\u001b[31m"}), /^invalid record of looks: n_max /],
    [JSON.stringify({...record, level: 95}), /^invalid record of looks: level /]
  ])("says in one line that %j is no record, and what to do", (text, said) => {
    expect(answer(text)).toMatch(said);
    expect(answer(text)).toMatch(/remove it and run .*sample.*: it is made from the verdicts anew$/);
  });
});
