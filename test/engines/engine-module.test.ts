import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {Generation} from "../../loaders/engines/engine.js";
import {checkEngines} from "../../loaders/engines/find-engine.js";
import {createModelAccess} from "../../loaders/engines/model-access.js";
import {openLocalModel} from "../../loaders/engines/local-model.js";
import {SharedResources} from "../../loaders/engines/shared-resources.js";
import {loadScorer} from "../../loaders/scoring/scoring-models.js";
import {readStudy, type Policy} from "../../loaders/schema/study.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** The policy of a study whose engine is a module with this text. */
function policyOf(text: string, policy = "engine: ./mine.mjs, word: yes"): Policy {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "mine.mjs"), text);
  const file = join(folder, "study.yaml");
  writeFileSync(
    file,
    `study: mine
title: An engine of my own
seed: 1
policies:
  - {id: p, role: base, ${policy}}
benchmarks:
  - {id: sums, problems: sums.jsonl, verifier: countdown@steps}
`
  );
  return readStudy(file).policies[0]!;
}

async function generate(text: string, count = 2): Promise<(Generation | null)[]> {
  const model = await createModelAccess(true).load(policyOf(text));
  return model.generate(Array.from({length: count}, (_, seed) => ({prompt: "2 + 2", seed})));
}

const wrapped = (generate: string): string =>
  `export const engine = {load: ({settings}) => ({generate: ${generate}})};`;

describe("a user's module as an engine", () => {
  it("gives texts, completions with what is known of them, or null", async () => {
    const drawn = await generate(
      wrapped('() => [settings.word, {completion: "b", completionTokens: 2, finishReason: "length"}, null]'),
      3
    );
    const unknown = {completionTokens: null, finishReason: null, sumLogprob: null, meanEntropy: null};
    expect(drawn).toEqual([
      {completion: "yes", ...unknown},
      {...unknown, completion: "b", completionTokens: 2, finishReason: "length"},
      null
    ]);
  });

  it("says what its context leaves where it has room, and refuses what is none", async () => {
    const roomOf = (room: string) =>
      createModelAccess(true).room(
        policyOf(`export const engine = {load: () => ({generate: () => []}), ${room}};`),
        ["2 + 2", "3"]
      );
    expect(
      await roomOf("room: (_, prompts) => ({context: 9, taken: prompts.map((one) => one.length)})")
    ).toEqual({context: 9, taken: [5, 1]});
    expect(await roomOf("")).toBeNull();
    for (const room of ["room: () => ({context: 9, taken: [1]})", "room: () => 9"])
      await expect(roomOf(room)).rejects.toThrow(
        /study\.yaml:5: the engine .*mine\.mjs gave no room: room must give \{context, taken\}/
      );
  });

  it.each([
    [
      "throws",
      wrapped("() => { throw new Error('no\\nmodel'); }"),
      /study\.yaml:5: the engine .*mine\.mjs failed in generate: no model$/
    ],
    [
      "gives too few",
      wrapped("() => ['a']"),
      /gave 1 entries for 2 requests: generate must give one entry a request$/
    ],
    ["gives no list", wrapped("() => 'ab'"), /gave string for 2 requests/],
    ["gives no text", wrapped("() => [1, 2]"), /gave what is no completion: must be an object/],
    [
      "gives a wrong number",
      wrapped("() => ['a', {completion: 'b', completionTokens: -1}]"),
      /no completion: completionTokens must be/
    ],
    [
      "loads nothing",
      "export const engine = {load: () => 1};",
      /loads no model: load must give \{generate\}$/
    ],
    ["cannot load", "export const engine = {load: () => { throw 'gone'; }};", /failed in load: gone$/],
    ["is no engine", "export const engine = 1;", /has no engine: export const engine = \{load, source\}$/],
    ["exports none", "export const other = 1;", /has no export engine: export it by that name$/],
    [
      "fails as it loads",
      "throw new Error('early');",
      /study\.yaml:5: cannot load the module .*mine\.mjs: early$/
    ],
    [
      "refuses its keys",
      "export const engine = {settings() { throw new Error('word is missing'); }, load() {}};",
      /^invalid settings of the engine .*mine\.mjs at .*study\.yaml:5: word is missing$/
    ]
  ])("is told in one line when it %s", async (_, text, message) => {
    await expect(generate(text)).rejects.toThrow(message);
    await expect(generate(text)).rejects.not.toThrow(/\n/);
  });

  it("has an identity of its code, its source and nothing else", async () => {
    const source = (text: string): Promise<string> => createModelAccess(true).source(policyOf(text));
    const plain = wrapped("() => []");
    expect(await source(plain)).toBe(await source(plain));
    expect(await source(plain)).toMatch(/^module [0-9a-f]{16} \{"word":"yes"\}$/);
    expect(await source(`${plain}\n`)).not.toBe(await source(plain));
    expect(await source(plain.replace("{load", '{source: () => "v2", load'))).toMatch(
      /^module [0-9a-f]{16} v2$/
    );
  });

  it("does not run without the user's leave", async () => {
    await expect(createModelAccess().source(policyOf("throw 1"))).rejects.toThrow(
      /study\.yaml:5 names the engine .*mine\.mjs, which would run with your rights: read it, then pass --allow-code$/
    );
  });

  it("scores no texts unless it can", async () => {
    await expect(loadScorer(createModelAccess(true), policyOf(wrapped("() => []")))).rejects.toThrow(
      /^the engine mine of the policy p gives no log-probabilities \(.*study\.yaml:5\): take the policy out of the experiment perplexity$/
    );
  });
});

describe("checkEngines", () => {
  it.each([
    [
      "engine: mikro, model: x",
      /study\.yaml:5: unknown engine mikro: use one of micro, replay, openai, llama-cpp, or the path of a module/
    ],
    ["engine: micro", /^.*study\.yaml:5: model must be a string/],
    [
      "engine: micro, modl: x, model: y",
      /^.*study\.yaml:5: unknown key modl \(did you mean model\?\); known here: model, id, role, base, benchmarks, engine, /
    ],
    [
      "engine: ./micro.ts",
      /study\.yaml:5: the module has the name of the engine micro: give the file another name$/
    ]
  ])("refuses a policy with %s", (policy, message) => {
    expect(() => {
      checkEngines({policies: [policyOf("", policy)]});
    }).toThrow(message);
  });
});

describe("openLocalModel", () => {
  it("says what a model's path can be", async () => {
    await expect(openLocalModel("/nowhere", new SharedResources())).rejects.toThrow(
      "no model at /nowhere: expected a folder with config.json and model.safetensors (micro)"
    );
  });
});
