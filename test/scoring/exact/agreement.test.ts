import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readProblems} from "../../../loaders/benchmarks/problems-file.js";
import {loadMicroEngine} from "../../../loaders/engines/micro/micro-engine.js";
import {exactRates} from "../../../loaders/scoring/exact/exact-rates.js";
import {gradeCountdown} from "../../../loaders/verification/countdown/steps.js";
import {rateAgreement} from "../../../src/metrics/exact/exact-pass-at-k.js";
import {repository} from "../../support/run-cli.js";

const N = 48;
const settings = {temperature: 0.6, topP: 0.95, maxTokens: 24};
const name = "countdown-strategies";
const problems = readProblems(join(repository, `data/benchmarks/${name}.jsonl`), name).filter(
  (_, i) => i % 4 === 0
);

/** What a model solves of N completions of each problem, beside the exact rates. */
async function measured(model: string): Promise<{n: number; c: number; rate: number}[]> {
  const engine = loadMicroEngine({model: join(repository, "data/models", model), settings, workers: 1});
  try {
    const rates = (await exactRates(problems, engine, settings.maxTokens))!;
    const drawn = await engine.generate(
      problems.flatMap(({prompt}, place) =>
        Array.from({length: N}, (_, i) => ({prompt, seed: place * N + i}))
      )
    );
    return problems.map(({gold}, place) => {
      const own = drawn.slice(place * N, (place + 1) * N);
      const c = own.filter(({completion}) => gradeCountdown(gold, completion).verdict === "correct").length;
      return {n: N, c, rate: rates[place]!.rate};
    });
  } finally {
    await engine.close();
  }
}

describe("sampler, verifier and exact rates of real models", () => {
  it("agree: counts lie about the rates as binomial ones do", async () => {
    const found = await measured("countdown-base");
    const {compared, spread, largest, impossible} = rateAgreement(found);
    expect(impossible).toBe(0);
    expect(compared).toBeGreaterThan(20);
    // 1 within three standard errors of a standard deviation, 1 / root of twice the number.
    const near = 3 / Math.sqrt(2 * compared);
    expect(Math.abs(spread - 1)).toBeLessThan(near);
    expect(largest).toBeLessThan(4.5);
    // A verifier that judges one problem in ten the wrong way round is found out.
    const faulty = found.map((each, i) => (i % 10 === 0 ? {...each, c: N - each.c} : each));
    expect(rateAgreement(faulty).spread - 1).toBeGreaterThan(near);
  });

  it("agree on what the sampler cannot solve: rate 0, and never solved", async () => {
    const {zero, impossible} = rateAgreement(await measured("countdown-grpo"));
    expect(zero).toBeGreaterThan(5);
    expect(impossible).toBe(0);
  });
});
