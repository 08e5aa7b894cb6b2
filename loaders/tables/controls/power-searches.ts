import {existsSync} from "node:fs";
import {join} from "node:path";
import type {PowerSearchTable} from "../../../src/metrics/sharpening/sharpening-table.js";
import {trainingFolder} from "../../engines/training-folder.js";
import {readJsonFile} from "../../schema/json-file.js";
import {powerSearchFile, powerSearchSchema} from "../../schema/records/power-search.js";
import {reportInput} from "../views/report-input.js";

/** The searches that lie beside the models of the experiment `sharpening`, each with the policies of its model; none without the experiment. */
export function powerSearches(environment: NodeJS.ProcessEnv): PowerSearchTable[] {
  const {study} = reportInput(environment);
  const experiment = study.experiments.find(({id}) => id === "sharpening");
  const found = new Map<string, PowerSearchTable>();
  for (const policy of study.policies) {
    const isRaised = policy.sampling.power !== null && policy.samples === null;
    if (!isRaised || !experiment?.policies.includes(policy.id)) continue;
    const folder = trainingFolder(policy);
    const file = folder === null ? null : join(folder, powerSearchFile);
    if (file === null || !existsSync(file)) continue;
    const known = found.get(file) ?? readSearch(file);
    found.set(file, {...known, policies: [...known.policies, policy.id]});
  }
  return [...found.values()];
}

function readSearch(file: string): PowerSearchTable {
  const {problems, completions, power, plain, search} = readJsonFile(file, powerSearchSchema, {
    what: "search for a power",
    remedy: "run npm run search-power again"
  });
  return {policies: [], problems, completions, power, probes: [plain, ...search]};
}
