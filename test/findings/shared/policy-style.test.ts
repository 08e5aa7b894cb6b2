import {describe, expect, it} from "vitest";
import {familyStyles, roleStyles} from "../../../src/figures/shared/plot/policy-family.js";
import {lineDash, policyStyles} from "../../../src/findings/shared/policy-style.js";
import type {PolicySummary} from "../../../src/metrics/study/study-summary.js";
import {contrast, over, themeColor, themeTokens} from "../../support/theme-colors.js";
import {exampleStudy} from "../example-study.js";

const [base, grpo] = exampleStudy.policies as [PolicySummary, PolicySummary];
const roles = ["base", "rl", "instruct", "distilled"] as const;

/** Colours of `count` policies of one role in their order. */
function steps(role: PolicySummary["role"], count: number): string[] {
  const policies = Array.from({length: count}, (_, i) => ({...base, role, policy: `p${i}`}));
  return [...policyStyles(policies).values()].map(({color}) => color);
}

describe("policyStyles", () => {
  it("gives a role its colour and its marker, and several policies of a role steps to its colour", () => {
    const styles = policyStyles([base, {...grpo, policy: "ppo"}, {...grpo, policy: "rloo"}, grpo]);
    expect(styles.get("base")).toMatchObject({color: "var(--role-base)", symbol: "circle"});
    expect(styles.get("grpo")).toMatchObject({color: "var(--role-rl)", symbol: "square"});
    expect(styles.get("ppo")!.color).toBe("var(--role-rl-first)");
    expect(styles.get("rloo")!.color).toBe("color-mix(in oklab, var(--role-rl) 50%, var(--role-rl-first))");
  });

  it.each(["light", "dark"] as const)(
    "keeps every line at 3 to 1 or more on the %s ground, and its band in sight",
    (theme) => {
      const tokens = themeTokens(theme);
      const ground = themeColor("var(--ground)", tokens);
      const band = Number(tokens.get("band"));
      const colors = [
        ...roles.flatMap((role) => [...steps(role, 16), ...steps(role, 2)]),
        "var(--ink-faint)"
      ];
      for (const color of colors.map((one) => themeColor(one, tokens))) {
        expect(contrast(color, ground)).toBeGreaterThanOrEqual(3);
        expect(contrast(over(color, ground, band), ground)).toBeGreaterThan(1.15);
      }
    }
  );

  it.each(["light", "dark"] as const)(
    "keeps the ends of a role's colours apart on the %s ground",
    (theme) => {
      const tokens = themeTokens(theme);
      for (const role of roles) {
        const [first, full] = steps(role, 2).map((color) => themeColor(color, tokens));
        expect(contrast(first!, full!)).toBeGreaterThan(1.6);
      }
    }
  );
});

describe("roleStyles", () => {
  it("gives every policy the full colour of its role, where a family has steps", () => {
    const policies = [base, {...grpo, policy: "ppo"}, grpo, {...base, policy: "blind"}];
    const colors = (styles: ReadonlyMap<string, {color: string}>) =>
      policies.map(({policy}) => styles.get(policy)!.color);
    const [blue, orange, grey] = ["var(--role-base)", "var(--role-rl)", "var(--ink-faint)"];
    expect(colors(roleStyles(policies))).toEqual([blue, orange, orange, grey]);
    expect(colors(familyStyles(policies))).toEqual([blue, "var(--role-rl-first)", orange, grey]);
  });
});

describe("lineDash", () => {
  it("begins solid, differs for eight lines, and begins again", () => {
    const dashes = Array.from({length: 8}, (_, i) => lineDash(i));
    expect(dashes[0]).toBe("none");
    expect(new Set(dashes).size).toBe(8);
    expect(lineDash(8)).toBe("none");
  });
});
