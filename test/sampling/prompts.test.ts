import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {problemsText} from "../../loaders/benchmarks/problems-file.js";
import type {GenerationRequest} from "../../loaders/engines/engine.js";
import {checkPrompts} from "../../loaders/sampling/check-prompts.js";
import {sampleStudy} from "../../loaders/sampling/sample-study.js";
import {readStudy} from "../../loaders/schema/study.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {countdownProblems} from "../support/runs/problems.js";
import {seededEngine} from "../support/runs/seeded-engine.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const prompts = {
  study: 'text: "Study: {problem}"',
  set: 'text: "Set: {problem}"',
  own: 'text: "Own: {problem}"',
  chat: 'messages: [{role: user, content: "{problem}"}]',
  cut: 'text: "{problem}"\nstop: [";"]'
};

/** A study of two policies on two benchmarks; each argument is what is named there. */
function studyWith(names: {study?: string; set?: string; own?: string}, engine = "micro, model: nowhere") {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "prompts"));
  mkdirSync(join(folder, "studies"));
  for (const [id, text] of Object.entries(prompts))
    writeFileSync(
      join(folder, `prompts/${id}.yaml`),
      `prompt: ${id}\ntitle: ${id}\nsource: https://example.org\n${text}\n`
    );
  writeFileSync(join(folder, "studies/p.jsonl"), problemsText(countdownProblems(2)));
  const named = (name: string | undefined): string => (name === undefined ? "" : `, prompt: ${name}`);
  const file = join(folder, "studies/study.yaml");
  writeFileSync(
    file,
    `study: prompts
title: Prompts
seed: 7
${names.study === undefined ? "" : `prompt: ${names.study}\n`}sampling: {n: 2, max_tokens: 8}
policies:
  - {id: first, role: base, engine: ${engine}}
  - {id: second, role: rl, base: first, engine: ${engine}${named(names.own)}}
benchmarks:
  - {id: a, problems: p.jsonl, verifier: countdown@steps}
  - {id: b, problems: p.jsonl, verifier: countdown@steps${named(names.set)}}
experiments:
  - {id: math, policies: [first, second], benchmarks: [a, b]}
`
  );
  return {study: readStudy(file), run: new RunFolder(join(folder, "run"))};
}

/** What an engine was sent, by policy and benchmark. */
async function sent({study, run}: ReturnType<typeof studyWith>) {
  const requests = new Map<string, GenerationRequest>();
  const roomy: string[] = [];
  const engine = {
    ...seededEngine(),
    generate: (batch: readonly GenerationRequest[]) => {
      for (const request of batch) requests.set(`${request.key!.policy} ${request.key!.benchmark}`, request);
      return seededEngine().generate(batch);
    }
  };
  const models = {
    source: () => Promise.resolve("test"),
    load: () => Promise.resolve(engine),
    room: (_: unknown, texts: readonly string[]) => {
      roomy.push(...texts);
      return Promise.resolve(null);
    }
  };
  await sampleStudy({study, run, models, date: "2026-01-02"});
  return {requests, roomy};
}

describe("prompts of a study", () => {
  it("are the policy's, else the benchmark's, else the study's, and enter the token room", async () => {
    const {requests, roomy} = await sent(studyWith({study: "study", set: "set", own: "own"}));
    const begins = (key: string) => requests.get(key)!.prompt.split(":")[0];
    expect(begins("first a")).toBe("Study");
    expect(begins("first b")).toBe("Set");
    expect(begins("second a")).toBe("Own");
    expect(begins("second b")).toBe("Own");
    expect(roomy).toContain(requests.get("first a")!.prompt);
    expect(roomy).toContain(requests.get("second b")!.prompt);
  });

  it("leave no trace in the identity where there are none, and their hash where there is one", async () => {
    const plain = studyWith({set: "set"});
    await sent(plain);
    const identity = (benchmark: string) =>
      JSON.parse(readFileSync(plain.run.samplingIdentity(benchmark, "first"), "utf8")) as object;
    expect(identity("a")).not.toHaveProperty("prompt");
    expect(identity("b")).toHaveProperty("prompt", expect.stringMatching(/^[0-9a-f]{64}$/));
    await expect(sent({...studyWith({set: "own"}), run: plain.run})).rejects.toThrow(
      /were drawn with prompt "[0-9a-f]{64}", the study now says "[0-9a-f]{64}"/
    );
  });

  it.each([
    [
      "chat",
      "micro, model: nowhere",
      /study\.yaml:\d+: the prompt chat of second on a has messages, and the engine micro takes no chat/
    ],
    ["chat", "replay, completions: nowhere", /the engine replay takes no chat/],
    [
      "cut",
      "micro, model: nowhere",
      /the prompt cut of second on a has stop, and the engine micro does not end/
    ],
    ["owm", "micro, model: nowhere", /study\.yaml:\d+: no prompt template owm: did you mean own\?/]
  ])("%s on %s is refused with the policy's name", (own, engine, message) => {
    expect(() => {
      checkPrompts(studyWith({own}, engine).study);
    }).toThrow(message);
  });

  it("are taken by replay where they are text", () => {
    const {study} = studyWith({own: "own"}, "replay, completions: nowhere");
    expect(() => {
      checkPrompts(study);
    }).not.toThrow();
  });
});
