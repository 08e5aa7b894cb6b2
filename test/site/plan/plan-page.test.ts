import {describe, expect, it} from "vitest";
import {planFigure} from "../../../loaders/site/plan/plan-figure.js";
import {planPage} from "../../../loaders/site/plan/plan-page.js";
import {planSentence} from "../../../src/findings/planning/plan-text.js";
import {examplePlan} from "../../findings/planning/example-plan.js";

describe("planPage", () => {
  it("is one file with the sentences, two figures and the whole table, and asks nothing of any host", () => {
    const plan = examplePlan({benchmark: {id: "math", label: "Set math", problems: 100}});
    const html = planPage(plan);
    expect(html).toContain("A &#60;pair&#62;: RL &#38; co beside Base on Set math (100 problems)");
    expect(html).toContain(planSentence(plan, "difference"));
    expect(html.match(/<svg /g)).toHaveLength(2);
    expect(html.match(/<tr/g)).toHaveLength(5);
    expect(html.match(/<tr class="is-beyond">/g)).toHaveLength(2);
    expect(html.match(/class="is-enough"/g)).toHaveLength(1);
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).not.toMatch(/<script|https?:|src=|href=|@import|url\(/);
    expect(planPage(plan)).toBe(html);
  });
});

describe("planFigure", () => {
  it("has a line for each number of problems, whose dots stand at the powers", () => {
    const svg = planFigure(examplePlan(), "crossing", "crossing")!;
    expect(svg.match(/<path /g)).toHaveLength(2);
    // 0% at 258, 100% at 14 of 300.
    expect([...svg.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y))).toEqual([258, 233.6, 257, 123.8]);
  });

  it("is none where no row has the power", () => {
    const plan = examplePlan();
    const rows = plan.rows.map((row) => ({...row, difference: null}));
    expect(planFigure({...plan, rows}, "difference", "difference")).toBeNull();
  });
});
