import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {logBytes, logHeader, logSample} from "../../support/importing/inspect-log.js";
import {rawRows} from "../../support/importing/raw-rows.js";
import {temporaryFolder} from "../../support/temporary-folder.js";
import {zipBytes} from "../../support/importing/zip-bytes.js";

function written(bytes: Buffer | string, name = "log.eval"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const alone = {header: logHeader({eval: {task: "sums", model: "m"}})};

describe("a log of Inspect", () => {
  it("skips samples that failed, were invalidated, have no answer, are damaged or missing, each with its reason", async () => {
    const bytes = zipBytes([
      {
        name: "header.json",
        content: JSON.stringify(
          logHeader({eval: {task: "sums", dataset: {sample_ids: [1, 2, 3, 4, 5]}, config: {epochs: 1}}})
        )
      },
      {
        name: "samples/1_epoch_1.json",
        content: JSON.stringify(logSample(1, 1, "2", {error: {message: "out of memory"}}))
      },
      {
        name: "samples/2_epoch_1.json",
        content: JSON.stringify(logSample(2, 1, "2", {invalidation: {reason: "x"}}))
      },
      {
        name: "samples/3_epoch_1.json",
        content: JSON.stringify(logSample(3, 1, "", {messages: [], output: {}}))
      },
      {name: "samples/4_epoch_1.json", content: '{"id": 4'}
    ]);
    const {completions, skipped} = await rawRows([written(bytes)]);
    expect(completions).toEqual([]);
    expect(skipped.map(({line, reason, detail}) => [line, reason, detail])).toEqual([
      [1, "a sample that ended in an error", "1 epoch 1: out of memory"],
      [2, "a sample that was invalidated", "2 epoch 1"],
      [3, "a sample without a completion", "3 epoch 1"],
      [4, "a sample that cannot be read", expect.any(String)],
      [5, "a sample that the log lacks", "5 epoch 1"]
    ]);
  });

  it("reads a log that was not finished by its journal, and says so", async () => {
    const {completions, skipped} = await rawRows([
      written(logBytes([logSample("sum/1", 1, "2")], {header: null}))
    ]);
    expect(completions).toMatchObject([
      {benchmark: "sums", model: "openai-api/mine/small", notes: ["from a log that was not finished"]}
    ]);
    expect(skipped).toMatchObject([{reason: "a sample that the log lacks", detail: "sum/1 epoch 2"}]);
  });

  it("says of a log without samples that it is one", async () => {
    const json = JSON.stringify(logHeader());
    for (const path of [written(logBytes([])), written(json, "log.json")]) {
      const {completions, skipped} = await rawRows([path]);
      expect(completions).toEqual([]);
      expect(skipped).toMatchObject([{reason: "a log without samples"}]);
    }
  });

  it("reads a sample in parts as if it were whole, beside whole ones", async () => {
    const {messages, attachments, ...shell} = logSample("a/b", 1, "attachment://1");
    expect(attachments).toEqual({});
    const entries: [string, unknown][] = [
      ["header.json", alone.header],
      [
        "samples/a/b_epoch_1/sample.json",
        {
          ...shell,
          input: "attachment://0",
          message_refs: [
            [0, 1],
            [11, 12]
          ]
        }
      ],
      ["samples/a/b_epoch_1/metadata.json", {level: 2}],
      ["samples/a/b_epoch_1/messages/10.json", ["never", (messages as unknown[])[1]]],
      [
        "samples/a/b_epoch_1/messages/0.json",
        [(messages as unknown[])[0], ...Array.from({length: 9}, () => "never")]
      ],
      ["samples/a/b_epoch_1/events/0.json", ["never"]],
      ["samples/a/b_epoch_1/attachments/0.json", ["a long question"]],
      ["samples/a/b_epoch_1/attachments/1.json", ["a long answer"]],
      ["samples/whole_epoch_1.json", logSample("whole", 1, "2")]
    ];
    const bytes = zipBytes(entries.map(([name, value]) => ({name, content: JSON.stringify(value)})));
    const {completions, skipped} = await rawRows([written(bytes)]);
    expect(skipped).toEqual([]);
    expect(completions).toMatchObject([
      {
        problem: {id: "a/b", prompt: "a long question", meta: {level: 2}},
        completion: "a long answer",
        notes: []
      },
      {problem: {id: "whole"}, completion: "2"}
    ]);
  });

  it("reads JSON logs, and of an unfinished one its status", async () => {
    const log = {...logHeader({status: "cancelled"}), samples: [logSample("sum/1", 1, "2")]};
    const {completions, skipped, formats} = await rawRows([written(JSON.stringify(log, null, 2), "a.json")]);
    expect(formats).toEqual(["inspect"]);
    expect(completions).toMatchObject([{completion: "2", notes: ["from a log whose status is cancelled"]}]);
    expect(skipped).toHaveLength(1);
    const broken = JSON.stringify(log, null, 2).slice(0, -40);
    expect((await rawRows([written(broken, "b.json")])).skipped).toMatchObject([{reason: "broken JSON"}]);
  });

  it("reads logs in an archive", async () => {
    const log = logBytes([logSample("sum/1", 1, "2"), logSample("sum/1", 2, "3")]);
    const path = written(zipBytes([{name: "logs/a.eval", content: log}]), "logs.zip");
    const {completions, formats} = await rawRows([path]);
    expect(formats).toEqual(["inspect"]);
    expect(completions.map(({file, completion}) => [file, completion])).toEqual([
      [`${path}/logs/a.eval`, "2"],
      [`${path}/logs/a.eval`, "3"]
    ]);
  });
});
