import {existsSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {expect, it, onTestFinished} from "vitest";
import {judgeChains, type JudgedChains} from "../../loaders/chain-reading/judge-chains.js";
import {recordJudge} from "../../loaders/chain-reading/judge-identity.js";
import {openJudge} from "../../loaders/chain-reading/judge-model.js";
import {markOf, verifierReader, wordReader} from "../../loaders/chain-reading/answer-reader.js";
import {fillPrompt, judgePrompt} from "../../loaders/chain-reading/judge-prompt.js";
import {unjudgedTexts} from "../../loaders/chain-reading/unjudged-texts.js";
import {readingTable} from "../../loaders/tables/reading/reading.js";
import {readingUnits} from "../../src/metrics/reading/reading-table.js";
import {collectBytes} from "../support/collect-bytes.js";
import type {Judgement} from "../../loaders/schema/verdict.js";
import {countdownProblems} from "../support/runs/problems.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {writeTexts} from "../support/runs/texts-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

/** A server of OpenAI's protocol: solutions with `hunch` are invalid, those with `broken` are refused. */
async function judgeServer(): Promise<{url: string; asked: () => number; most: () => number}> {
  let [asked, open, most] = [0, 0, 0];
  const server = createServer((request, response) => {
    void collectBytes(request).then((bytes) => {
      const send = (status: number, value: unknown): void => {
        response.writeHead(status, {"content-type": "application/json"}).end(JSON.stringify(value));
      };
      if (request.method !== "POST") {
        send(200, {object: "list", data: [{id: "m", owned_by: "someone"}]});
        return;
      }
      const question = bytes.toString();
      asked += 1;
      most = Math.max(most, ++open);
      setImmediate(() => {
        open -= 1;
        const content = question.includes("hunch") ? "A guess.\nINVALID" : "Every step holds.\nVALID";
        if (question.includes("broken")) send(400, {error: {message: "too long", code: 400}});
        else
          send(200, {
            choices: [{index: 0, message: {content}, finish_reason: "stop"}],
            usage: {completion_tokens: 5}
          });
      });
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const {port} = server.address() as AddressInfo;
  return {url: `http://127.0.0.1:${port}`, asked: () => asked, most: () => most};
}

it("a judge’s marks are stored once for each text, in the table of what to read; a failed request is no mark", async () => {
  const {run, study, environment} = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["sums"],
    verifiers: {sums: "countdown@answer"},
    n: 5,
    policies: [{policy: "base", role: "base", correct: [[5]]}]
  });
  const texts = ["1 + 2 = 3", "hunch 3", "1 + 2 = 3", "broken 3", "3"].map((completion) => ({completion}));
  await writeTexts(run, {benchmark: "sums", problemId: "p0", policy: "base"}, texts);
  const server = await judgeServer();
  const ask = async (): Promise<JudgedChains> => {
    const asked = {temperature: 0, maxTokens: 64};
    const {model, source} = await openJudge({
      ...{url: server.url, model: "m", api: "chat", inFlight: 2, retries: 0, patience: 5, ...asked},
      say: () => undefined
    });
    const cells = await unjudgedTexts(study, run);
    await recordJudge(run, {source, prompt: judgePrompt, verifier: null, ...asked});
    const signal = new AbortController().signal;
    const found = await judgeChains({run, cells, model, prompt: judgePrompt, reader: wordReader, signal});
    await model.close?.();
    return found;
  };
  expect(await ask()).toEqual({marks: 3, unmarked: 0, failed: 1});
  expect(server.most()).toBeLessThanOrEqual(2);
  const [again] = await unjudgedTexts(study, run);
  expect(again).toMatchObject({judged: 3, texts: [{completion: "broken 3"}]});

  const table = await readingTable(environment);
  expect(table.judge?.model).toContain("m");
  const [unit] = readingUnits(table, "sums", "base");
  expect(unit).toMatchObject({problem_id: "p0", n: 5, c: 5, distinct: 4});
  const marks = new Map(unit!.texts.map(({sample_index, judge}) => [sample_index, judge]));
  expect(marks).toEqual(
    new Map([
      [0, "valid"],
      [1, "invalid"],
      [3, null],
      [4, "valid"]
    ])
  );
  expect(unit!.texts[0]!.place).toBe(1);

  expect(existsSync(run.judgeIdentity)).toBe(true);
  const other = {source: "other", prompt: judgePrompt, temperature: 0, maxTokens: 64, verifier: null};
  await expect(recordJudge(run, other)).rejects.toThrow(/of another judge/);
});

it("the mark is the last of the three words, and texts are filled in once", () => {
  expect(markOf("It looks valid, but step 2 is wrong.\nINVALID")).toBe("invalid");
  expect(markOf("**VALID**")).toBe("valid");
  expect(markOf("no idea")).toBeNull();
  expect(
    fillPrompt("{problem}|{completion}", {problem: "{completion}", answer: "", completion: "$& x"})
  ).toBe("{completion}|$& x");
});

it("a verifier’s verdict on an answer is a mark: correct is valid, incorrect invalid, and what it found nothing in is none", async () => {
  const [problem] = countdownProblems(1);
  const verdicts: Record<string, Judgement> = {
    right: {verdict: "correct", extracted: "3", reason: null, rule: ""},
    wrong: {verdict: "incorrect", extracted: "4", reason: "mismatch", rule: ""},
    nothing: {verdict: "incorrect", extracted: null, reason: "no_answer", rule: ""},
    broken: {verdict: "error", extracted: null, reason: "timeout", rule: ""}
  };
  const reader = verifierReader({
    id: "mine",
    version: 3,
    judge: (items) => Promise.resolve(items.map(({completion}) => verdicts[completion]!)),
    close: () => Promise.resolve()
  });
  expect(reader.verifier).toEqual({id: "mine", version: 3});
  const answers = Object.keys(verdicts).map((completion) => ({problem: problem!, completion}));
  expect(await reader.marks(answers)).toEqual(["valid", "invalid", null, null]);
});
