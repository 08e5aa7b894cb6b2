import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {RunFolder} from "../../../loaders/store/run-folder.js";
import {judgeOf} from "../../../loaders/tables/reading/judge-summary.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

function runWith(text: string): RunFolder {
  const run = new RunFolder(join(temporaryFolder(), "run"));
  mkdirSync(dirname(run.judgeIdentity), {recursive: true});
  writeFileSync(run.judgeIdentity, text);
  return run;
}

describe("judgeOf", () => {
  it("names the model and the prompt's hash; null where nothing was judged", () => {
    expect(judgeOf(new RunFolder(temporaryFolder()))).toBeNull();
    const text = JSON.stringify({source: "judge 1", temperature: 0, prompt_sha256: "0f", prompt: "Sound?"});
    expect(judgeOf(runWith(text))).toEqual({model: "judge 1", prompt: "0f"});
  });

  it.each(["", "null", "{}", '{"source": 3, "prompt_sha256": "0f"}', '{"source": "x'])(
    "refuses %j in one line",
    (text) => {
      expect(() => judgeOf(runWith(text))).toThrow(
        /judge\.json: invalid record of a judge: [^\n]*judge anew$/
      );
    }
  );
});
