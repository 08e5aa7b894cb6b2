import {describe, expect, it} from "vitest";
import {judgeStudy} from "../../loaders/judging/judge-study.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {parquetFiles} from "../../loaders/store/run-folder.js";
import {createVerifier} from "../../loaders/verification/create-verifier.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const options = {
  benchmarks: ["easy", "hard"],
  n: 4,
  policies: [{policy: "base", role: "base" as const, correct: [[4, 1], [0]]}]
};
const version = 1;

/** A study whose second benchmark has a verifier that cannot run here. */
async function studyRun() {
  const {study, run} = await writeStudyRun(temporaryFolder(), options);
  const [, hard] = study.benchmarks;
  hard!.verifier = "code@python";
  const refusing = (id: string) => {
    if (id === "code@python") throw new UserError("no sandbox");
    return createVerifier("pictures@answer", {workers: 1});
  };
  return {study, run, createVerifier: async (id: string) => await refusing(id)};
}

describe("judgeStudy", () => {
  it("tells of a benchmark whose verifier cannot run, gives it no verdicts and judges the others", async () => {
    const given = await studyRun();
    const told: string[] = [];
    const {judged} = await judgeStudy({
      ...given,
      onUnavailable: ({id}, {message}) => told.push(`${id}: ${message}`)
    });
    expect(told).toEqual(["hard: no sandbox"]);
    expect(judged).toBe(8);
    const files = (id: string) => parquetFiles(given.run.verdicts({id, version}, "hard", "base"));
    expect(files("code@python")).toEqual([]);
  });

  it("throws what the verifier says where nobody is to be told", async () => {
    await expect(judgeStudy(await studyRun())).rejects.toThrow("no sandbox");
  });
});
