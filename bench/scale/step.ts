import {join} from "node:path";
import {judgeStudy} from "../../loaders/judging/judge-study.js";
import {readStudy} from "../../loaders/schema/study.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {countStudy} from "../../loaders/tables/partial/count-study.js";
import {makePartialCounts} from "../../loaders/tables/partial/make-partial-counts.js";
import {countedStudy} from "../../loaders/tables/views/report-input.js";
import {createVerifier} from "../../loaders/verification/create-verifier.js";
import {makeTables} from "./make-tables.js";

// One step of scale.ts in a process of its own, so that its processor time and peak memory are those of the step. Arguments:
// the step, the folder of the study, a shard i/N for what is shared out. Prints one line of JSON.

/** What a step took. */
export interface StepCost {
  /** Seconds by the clock, and of processors. */
  wall: number;
  cpu: number;
  /** Bytes at the most, of the process. */
  memory: number;
}

const [step, folder, argument = ""] = process.argv.slice(2) as [string, string, string?];
const study = readStudy(join(folder, "study.yaml"));
const run = new RunFolder(join(folder, "runs", "scale"));
const [start, used] = [performance.now(), process.cpuUsage()];

const steps: Record<string, () => Promise<void>> = {
  /** Judges the completions of the shard's policies that have no verdict. */
  async verify() {
    const [index, count] = argument.split("/").map(Number) as [number, number];
    const policies = study.policies.filter((_, i) => i % count === index);
    const ids = policies.map(({id}) => id);
    const experiments = study.experiments.map((each) => ({
      ...each,
      policies: each.policies.filter((id) => ids.includes(id))
    }));
    await judgeStudy({
      study: {...study, experiments},
      run,
      createVerifier: (id) => createVerifier(id, {workers: 1})
    });
  },
  /** Makes the partial counts with so many workers. */
  async count() {
    const workers = Number(argument);
    await makePartialCounts({study: countedStudy(study, run), run}, {workers});
  },
  /** Makes every table, whose partial counts lie there, for a site of 200 MB. */
  async tables() {
    await makeTables(folder, 200e6);
  },
  /** Finds that nothing is to be counted. */
  async again() {
    await countStudy(study, run);
  }
};

await steps[step]!();
const {user, system} = process.cpuUsage(used);
const {maxRSS} = process.resourceUsage();
const cost: StepCost = {
  wall: (performance.now() - start) / 1000,
  cpu: (user + system) / 1e6,
  memory: maxRSS * 1024
};
console.log(JSON.stringify(cost));
