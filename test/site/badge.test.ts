import {expect, it} from "vitest";
import {badgeSvg} from "../../loaders/site/badge.js";
import type {LeadView} from "../../src/findings/lead/lead-view.js";
import {exampleLead as view} from "../findings/example-lead.js";

/** What the badge of the view with another comparison says. */
function said(changes: Partial<LeadView["comparison"]>): string {
  const svg = badgeSvg({...view, comparison: {...view.comparison, ...changes}});
  return /<title>reasoning boundary: ([^<]*)</.exec(svg)![1]!;
}

it("the badge says k* with its interval, or what stands in its place", () => {
  const {crossing, points} = view.comparison;
  expect(said({crossing: {...crossing, observed: 3.46, low: 2.4, high: null, kMax: 4}})).toBe(
    "k* = 3.5 (95% 2.4 to beyond 4)"
  );
  expect(said({crossing: {...crossing, observed: null, kMax: 4}})).toMatch(
    /^no crossing up to k = 4$|^RL overtakes/
  );
  expect(said({points: points.slice(0, 1)})).toBe("pass@1 +10.0 points");
});
