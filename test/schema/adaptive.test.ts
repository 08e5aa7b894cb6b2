import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {lookShare, plannedLooks, raisedRule} from "../../loaders/schema/study/adaptive.js";
import {studyCells} from "../../loaders/schema/study/study-cells.js";
import {readStudy} from "../../loaders/schema/study.js";
import {adaptivePrice} from "../../loaders/settling/adaptive-price.js";
import {temporaryFolder} from "../support/temporary-folder.js";

function study(sampling: string, {policy = "", benchmark = ""} = {}, n?: number) {
  const file = join(temporaryFolder(), "study.yaml");
  writeFileSync(
    file,
    `study: pair
title: Pair
seed: 1
sampling: {${sampling}}
policies:
  - {id: base, role: base, engine: micro, model: x}
  - {id: rl, role: rl, base: base, engine: micro, model: x${policy}}
benchmarks:
  - {id: sums, problems: p.jsonl, verifier: countdown@steps${benchmark}}
`
  );
  return readStudy(file, n);
}

describe("sampling: {n: adaptive}", () => {
  it("has a rule, looks that double, a most and no budget unless it is given one", () => {
    const {adaptive, policies} = study("n: adaptive");
    expect(adaptive).toEqual({rule: {successes: 4, first: 16}, most: 1024, aim: 512, budget: null});
    expect(policies.map(({sampling}) => [sampling.n, sampling.stopping])).toEqual([
      [1024, {successes: 4, first: 16}],
      [1024, {successes: 4, first: 16}]
    ]);
    expect(plannedLooks(adaptive!)).toEqual([16, 32, 64, 128, 256, 512, 1024]);
    const given = study("n: adaptive, successes: 5, n_max: 64, budget: 10M-tokens");
    expect(given.adaptive).toEqual({
      rule: {successes: 5, first: 16},
      most: 64,
      aim: 32,
      budget: {most: 10_000_000, of: "tokens"}
    });
    expect(study("n: adaptive, n_max: 32768").adaptive).toMatchObject({most: 32_768, aim: 10_000});
    expect(study("n: adaptive, n_max: 1024, k_max: 10000").adaptive).toMatchObject({most: 1024, aim: 10_000});
    expect(study("n: adaptive, budget: 60k-completions").adaptive?.budget).toEqual({
      most: 60_000,
      of: "completions"
    });
    expect(study("n: adaptive, budget: 512").adaptive?.budget).toEqual({most: 512, of: "completions"});
  });

  it("gives each look its part of the level, by its completions, twice: by the rule and by the raised one", () => {
    const most = 1024;
    const parts = plannedLooks({most}).map((n) => lookShare({most}, n));
    expect(parts.reduce((sum, part) => sum + 2 * part, 0)).toBeCloseTo(1, 14);
    expect(parts[6]! / parts[0]!).toBeCloseTo(64, 12);
    expect(raisedRule({successes: 5, first: 16})).toEqual({successes: 20, first: 16});
  });

  it("leaves a policy with its own n alone, and a study with a number", () => {
    const mixed = study("n: adaptive", {policy: ", sampling: {n: 40}"});
    expect(studyCells(mixed).map(({n, policy}) => [n, policy.sampling.stopping === null])).toEqual([
      [1024, false],
      [40, true]
    ]);
    expect(study("n: 8").adaptive).toBeNull();
  });

  it.each([
    ["n: 8, n_max: 64", {}, undefined, /study\.yaml:4: n_max is a setting of n: adaptive/],
    [
      "n: adaptive, n_max: 1000",
      {},
      undefined,
      /:4: n_max 1000 is no look .* write one of 32, 64, .*, 65536$/
    ],
    ["n: adaptive, n_max: 131072", {}, undefined, /:4: n_max 131072 is no look/],
    ["n: adaptive, k_max: 1", {}, undefined, /:4: k_max must be an integer from 2 to 1000000, not 1$/],
    ["n: 64, k_max: 1000", {}, undefined, /:4: k_max is a setting of n: adaptive/],
    ["n: adaptive, successes: 1", {}, undefined, /:4: successes must be an integer from 2 to 32, not 1$/],
    ["n: adaptive, budget: much", {}, undefined, /:4: the budget much is none: write a number/],
    [
      "n: adaptive",
      {policy: ", sampling: {n_max: 64}"},
      undefined,
      /:7: n_max: 64 belongs to the sampling of the whole/
    ],
    [
      "n: 8",
      {policy: ", sampling: {n: adaptive}"},
      undefined,
      /:7: n: adaptive belongs to the sampling of the whole/
    ],
    ["n: adaptive", {benchmark: ", n: 8"}, undefined, /:9: n 8 of sums beside n: adaptive/],
    ["n: adaptive", {}, 4, /^--n 4: .*:4 is adaptive: leave --n out/],
    ["n: sometimes", {}, undefined, /:4: /]
  ])("refuses %s %j in one line", (sampling, more, n, message) => {
    expect(() => study(sampling, more, n)).toThrow(message);
    try {
      study(sampling, more, n);
    } catch (error) {
      expect((error as Error).message).not.toContain("\n");
    }
  });

  it("is priced by its least, its most and what evenly spread rates would take", () => {
    const price = adaptivePrice(
      [
        {n: 64, problems: 10},
        {n: 40, problems: 5}
      ],
      {rule: {successes: 4, first: 16}, most: 64, aim: 32, budget: null}
    );
    expect(price).toEqual({
      least: 160,
      expected: Math.round(10 * (16 + (16 * 4) / 17 + (32 * 4) / 33)),
      raised: Math.round(10 * (16 + (16 * 16) / 17 + (32 * 16) / 33)),
      most: 640
    });
  });
});
