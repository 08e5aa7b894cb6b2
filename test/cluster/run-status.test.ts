import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {addJob, logFile, readJobs} from "../../loaders/cluster/cluster-job.js";
import {runStatus} from "../../loaders/cluster/run-status.js";
import {drawCompletions} from "../../loaders/sampling/draw.js";
import {missingShards, statusText} from "../../scripts/shared/cluster/status-text.js";
import {bucketOf} from "../../loaders/schema/sharding/shard.js";
import {countdownProblems} from "../support/runs/problems.js";
import {seededEngine} from "../support/runs/seeded-engine.js";
import {writeStudyRun} from "../support/runs/study-run.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const problems = countdownProblems(6, "easy");
const n = 4;
/** Problems of the shards 1 to 3. */
const owned = [0, 1, 2].map(
  (index) => problems.filter(({problemId}) => bucketOf("easy", problemId) % 3 === index).length
);

test("a status counts what the folder lacks by shard, and says why as far as it is known", async () => {
  const {study, run} = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy"],
    n,
    policies: [
      {policy: "base", role: "base", correct: [problems.map(() => 1)]},
      {policy: "grpo", role: "rl", base: "base", correct: [problems.map(() => 2)]}
    ]
  });
  const whole = await runStatus(study, run, 3);
  expect(whole.map(({step, planned, missing}) => [step, planned, missing])).toEqual([
    ["sample", 48, 0],
    ["verify", 48, 0]
  ]);
  rmSync(run.completions("easy", "grpo"), {recursive: true});
  const draw = (index: number): Promise<unknown> =>
    drawCompletions({
      run,
      benchmark: "easy",
      policy: "grpo",
      problems,
      n,
      studySeed: 1,
      engine: () => Promise.resolve(seededEngine()),
      shard: {index, count: 3}
    });
  await draw(0);
  const [sample, verify] = await runStatus(study, run, 3);
  expect(sample!.byShard).toEqual([0, n * owned[1]!, n * owned[2]!]);
  // The old verdicts are of a file with another name.
  expect(verify!.byShard).toEqual([n * owned[0]!, 0, 0]);

  await addJob(run, {id: "7", step: "sample", shards: 3, offset: 0, tasks: "0-1"});
  await addJob(run, {id: "8", step: "sample", shards: 3, offset: 2, tasks: "0"});
  const jobs = readJobs(run);
  mkdirSync(dirname(logFile(run, jobs[1]!, 0)), {recursive: true});
  writeFileSync(logFile(run, jobs[1]!, 0), "one\ntwo\rthree\u001b[31m\nfour\n");
  const tasks = [{job: "7", task: 1, state: "NODE_FAIL", node: "n2", why: "NodeDown"}];
  const steps = [sample!, verify!];
  const missing = missingShards(steps, 3, {run, jobs, tasks});
  expect(statusText(steps, 3, missing).split("\n")).toEqual([
    `sample  ${48 - n * (6 - owned[0]!)}/48, 1 of 3 shards whole`,
    `verify  24/${24 + n * owned[0]!}, 2 of 3 shards whole`,
    `  sample 2/3 lacks ${n * owned[1]!}: task 7_1 NODE_FAIL on n2 NodeDown`,
    `  sample 3/3 lacks ${n * owned[2]!}: task 8_0 is over`,
    "    | two",
    expect.stringMatching(/^ {4}\| three/),
    "    | four",
    `  verify 1/3 lacks ${n * owned[0]!}: no task was submitted`
  ]);
  for (const index of [1, 2]) await draw(index);
  expect((await runStatus(study, run, 5))[0]!.missing).toBe(0);
});

test("a list of submitted arrays that is torn is named", async () => {
  const {run} = await writeStudyRun(temporaryFolder(), {
    benchmarks: ["easy"],
    n,
    policies: [{policy: "base", role: "base", correct: [problems.map(() => 1)]}]
  });
  await addJob(run, {id: "7", step: "sample", shards: 3, offset: 0, tasks: "0-1"});
  writeFileSync(join(run.path, "cluster/jobs.json"), '[{"id": "7"');
  expect(() => readJobs(run)).toThrow("cluster/jobs.json");
});
