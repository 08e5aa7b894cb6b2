import {GUESSING} from "../../../src/metrics/guess/guess-coverage.js";
import {describe, expect, it} from "vitest";
import {lineDash, policyStyles} from "../../../src/findings/shared/policy-style.js";
import {roleColors} from "../../../src/metrics/study/policy-looks.js";
import type {PolicySummary} from "../../../src/metrics/study/study-summary.js";
import {
  contrast,
  distance,
  over,
  seenBy,
  themeColor,
  themeTokens,
  type Rgb
} from "../../support/theme-colors.js";
import {exampleStudy} from "../example-study.js";

const [base, grpo] = exampleStudy.policies as [PolicySummary, PolicySummary];
const roles = ["base", "rl", "instruct", "distilled"] as const;

/** Colours of a role's policies in the order of their looks. */
function colors(role: PolicySummary["role"]): string[] {
  const policies = Array.from({length: roleColors[role]}, (_, look) => ({
    ...base,
    role,
    policy: `p${look}`,
    look
  }));
  return [...policyStyles(policies).values()].map(({color}) => color);
}

describe("policyStyles", () => {
  it("sets luck apart from every policy", () => {
    const luck = {...base, policy: GUESSING, label: "Guessing"};
    expect(policyStyles([base, luck]).get(GUESSING)).toMatchObject({isLuck: true, color: "var(--ink-soft)"});
    expect(policyStyles([base, luck]).get(base.policy)!.isLuck).toBeUndefined();
  });

  it("gives a policy the same colour and mark whatever stands beside it", () => {
    const ppo = {...grpo, policy: "ppo", look: 3};
    const alone = policyStyles([ppo]).get("ppo");
    expect(alone).toMatchObject({color: "var(--role-rl-3)", symbol: "square"});
    expect(policyStyles([base, {...grpo, look: 0}, ppo]).get("ppo")).toEqual(alone);
    expect(policyStyles([{...grpo, look: 0}]).get("grpo")).toMatchObject({color: "var(--role-rl)"});
  });

  it("gives policies without a look the places that they have in the figure", () => {
    const styles = policyStyles([base, grpo, {...grpo, policy: "ppo"}]);
    const shown = [...styles.values()].map(({color, symbol}) => `${color} ${symbol}`);
    expect(shown).toEqual(["var(--role-base) circle", "var(--role-rl) square", "var(--role-rl-1) square"]);
  });

  it("begins the colours again with another mark, and leaves a control without", () => {
    const many = {...grpo, look: roleColors.rl + 1};
    expect(policyStyles([many]).get("grpo")).toMatchObject({color: "var(--role-rl-1)", symbol: "diamond"});
    const control = policyStyles([{...base, look: null}]).get("base");
    expect(control).toMatchObject({color: "var(--ink-faint)", symbol: "triangle"});
  });

  it.each(["light", "dark"] as const)(
    "keeps every line at 3 to 1 or more on the light ground, 4.5 on the dark one (%s), and its band in sight",
    (theme) => {
      const tokens = themeTokens(theme);
      const ground = themeColor("var(--ground)", tokens);
      const band = Number(tokens.get("band"));
      for (const color of [...roles.flatMap(colors), "var(--ink-faint)"].map((one) =>
        themeColor(one, tokens)
      )) {
        expect(contrast(color, ground)).toBeGreaterThanOrEqual(theme === "light" ? 3 : 4.5);
        expect(contrast(over(color, ground, band), ground)).toBeGreaterThan(1.15);
      }
    }
  );

  it.each(["light", "dark"] as const)(
    "keeps the colours of a role apart on the %s ground, for eyes without red or green too",
    (theme) => {
      const tokens = themeTokens(theme);
      const near = roles.flatMap((role) => {
        const all = colors(role).map((name) => ({name, color: themeColor(name, tokens)}));
        return all.flatMap((a, i) =>
          all.slice(i + 1).flatMap((b) => {
            const seen = distance(a.color, b.color);
            const blind = (["protan", "deutan"] as const).map((kind) =>
              distance(seenBy(kind, a.color), seenBy(kind, b.color))
            );
            return seen < 0.08 || Math.min(...blind) < 0.04
              ? [`${a.name} ${b.name} ${seen.toFixed(3)} ${blind.map((d) => d.toFixed(3)).join(" ")}`]
              : [];
          })
        );
      });
      expect(near).toEqual([]);
    }
  );

  it.each(["light", "dark"] as const)(
    "keeps bases and what RL made of them apart on the %s ground",
    (theme) => {
      const tokens = themeTokens(theme);
      const [bases, trained] = (["base", "rl"] as const).map((role) =>
        colors(role).map((name) => themeColor(name, tokens))
      ) as [Rgb[], Rgb[]];
      const apart = bases.flatMap((a) => trained.map((b) => distance(a, b)));
      expect(Math.min(...apart)).toBeGreaterThan(0.07);
    }
  );

  it.each(["light", "dark"] as const)(
    "keeps the first colours of the roles far apart on the %s ground",
    (theme) => {
      const tokens = themeTokens(theme);
      const first = roles.map((role) => themeColor(colors(role)[0]!, tokens));
      const apart = first.flatMap((a, i) => first.slice(i + 1).map((b) => distance(a, b)));
      expect(Math.min(...apart)).toBeGreaterThan(0.15);
    }
  );
});

describe("lineDash", () => {
  it("begins solid, differs for eight lines, and begins again", () => {
    const dashes = Array.from({length: 8}, (_, i) => lineDash(i));
    expect(dashes[0]).toBe("none");
    expect(new Set(dashes).size).toBe(8);
    expect(lineDash(8)).toBe("none");
  });
});
