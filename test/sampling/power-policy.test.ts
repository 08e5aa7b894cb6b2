import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import {checkEngines} from "../../loaders/engines/find-engine.js";
import {createModelAccess} from "../../loaders/engines/model-access.js";
import {priceStudy} from "../../loaders/sampling/price-study.js";
import {priceTable} from "../../loaders/sampling/price-table.js";
import {sampleStudy} from "../../loaders/sampling/sample-study.js";
import {exactStudy} from "../../loaders/scoring/exact/exact-study.js";
import {readStudy, type Study} from "../../loaders/schema/study.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {countdownProblems} from "../support/runs/problems.js";
import {temporaryFolder} from "../support/temporary-folder.js";
import {repository} from "../support/run-cli.js";

const model = `engine: micro, model: ${join(repository, "data/models/countdown-base")}`;

function studyWith(policy: string, shared = "{n: 4, max_tokens: 24, temperature: 0.6, top_p: 0.95}"): Study {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "p.jsonl"), problemsText(countdownProblems(3)));
  const file = join(folder, "study.yaml");
  writeFileSync(
    file,
    `study: powers
title: Powers
seed: 7
sampling: ${shared}
policies:
  - {id: plain, role: base, ${model}}
  - {id: raised, role: base, ${policy}}
benchmarks:
  - {id: sums, problems: p.jsonl, verifier: countdown@steps}
`
  );
  return readStudy(file);
}

const raised = `${model}, sampling: {power: 4}`;

describe("a policy with a power", () => {
  it("is at temperature 1 from all tokens, whatever the study's other policies do", () => {
    const {policies} = studyWith(raised);
    expect(policies.map(({sampling}) => [sampling.temperature, sampling.topP, sampling.power])).toEqual([
      [0.6, 0.95, null],
      [1, 1, 4]
    ]);
    const same = studyWith(`${model}, sampling: {power: 2.5, temperature: 1, top_p: 1}`).policies[1]!;
    expect(same.sampling).toMatchObject({temperature: 1, topP: 1, power: 2.5});
  });

  it.each([
    ["{power: 1}", /study\.yaml:\d+: .*power.* more than 1/],
    ["{power: 1000}", /study\.yaml:\d+: .*power.* at most 100/],
    ["{power: many}", /study\.yaml:\d+: .*power.* a number/],
    [
      "{power: 4, temperature: 0.6}",
      /study\.yaml:\d+: temperature 0\.6 beside power 4: the power is of the model's own distribution, at temperature 1 and top-p 1: take temperature out$/
    ],
    ["{power: 4, top_p: 0.9}", /top_p 0\.9 beside power 4: .*: take top_p out$/]
  ])("is refused with %s, in one line", (sampling, message) => {
    expect(() => studyWith(`${model}, sampling: ${sampling}`)).toThrow(message);
  });

  it("is refused with a power of the whole study beside a temperature", () => {
    expect(() => studyWith(model, "{n: 4, power: 4, temperature: 0.6}")).toThrow(
      /temperature 0\.6 beside power 4: .*: take temperature out$/
    );
    const {policies} = studyWith(model, "{n: 4, power: 4}");
    expect(policies.map(({sampling}) => sampling.power)).toEqual([4, 4]);
  });

  it("is refused where its engine cannot draw from one, with what can", () => {
    const study = studyWith("engine: openai, url: http://127.0.0.1:9/v1, model: m, sampling: {power: 4}");
    expect(() => {
      checkEngines(study);
    }).toThrow(
      /study\.yaml:\d+: the engine openai cannot draw from a power of a model's distribution: take power out of the policy raised, or use an engine that can \(engine: micro\)$/
    );
  });

  it("is told before anything is drawn", async () => {
    const study = studyWith(raised);
    const prices = await priceStudy(study, new RunFolder(join(temporaryFolder(), "run")));
    expect(prices.map(({power}) => power)).toEqual([undefined, 4]);
    expect(priceTable(prices)).toMatch(
      /^raised: whole completions, each with its probability under the model to the power 4/m
    );
  });

  it("is part of what completions are, and drawn in parts as at once", async () => {
    const study = studyWith(raised);
    // Its threads serve all draws.
    const models = createModelAccess();
    const drawTo = async (run: RunFolder, ns: readonly number[]): Promise<void> => {
      for (const n of ns) {
        await sampleStudy({study: readStudy(study.file, n), run, models, date: "2026-01-02", chunkSize: 3});
      }
    };
    const [once, parts] = [
      new RunFolder(join(temporaryFolder(), "run")),
      new RunFolder(join(temporaryFolder(), "run"))
    ];
    await drawTo(once, [4]);
    await drawTo(parts, [1, 3, 4]);
    const identity = readFileSync(once.samplingIdentity("sums", "raised"), "utf8");
    expect(JSON.parse(identity)).toMatchObject({temperature: 1, top_p: 1, power: 4});
    expect(JSON.parse(readFileSync(once.samplingIdentity("sums", "plain"), "utf8"))).not.toHaveProperty(
      "power"
    );
    for (const file of ["s000000-p000000", "s000001-p000000", "s000002-p000000", "s000003-p000000"]) {
      const at = (run: RunFolder) => readFileSync(join(run.completions("sums", "raised"), `${file}.parquet`));
      expect(at(parts).equals(at(once))).toBe(true);
    }
    writeFileSync(study.file, readFileSync(study.file, "utf8").replace("power: 4", "power: 5"));
    await expect(drawTo(once, [4])).rejects.toThrow(/drawn with power 4, the study now says 5/);
    await models.close();
  }, 60_000);

  it("has no exact rates: they need the sum over all completions", async () => {
    const models = createModelAccess();
    const {cells} = await exactStudy({
      study: studyWith(raised),
      run: new RunFolder(join(temporaryFolder(), "run")),
      models
    });
    await models.close();
    expect(cells.map(({policy}) => policy.id)).toEqual(["plain"]);
  });
});
