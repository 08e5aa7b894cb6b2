import {repeatedFiles} from "../../loaders/importing/import-jobs.js";
import type {PolicyImport} from "../../loaders/importing/import-study.js";
import type {Study} from "../../loaders/schema/study.js";
import {lockedImport} from "./locked-import.js";
import type {StepOptions} from "./steps.js";
import {showProgress} from "./progress.js";

/**
 * Imports what the study's policies name as their samples and says how much is new. Null when it was interrupted. Silent for
 * a study that imports nothing.
 */
export async function importStep(
  {
    study,
    run,
    allowCode,
    signal
  }: Omit<StepOptions, "study"> & {study: Pick<Study, "policies" | "benchmarks">},
  strict = false
): Promise<PolicyImport[] | null> {
  const policies = study.policies.filter(({samples}) => samples !== null);
  if (policies.length === 0) return [];
  const imports = await lockedImport({
    study,
    run,
    allowCode,
    strict,
    signal,
    onStart: ({id}) => showProgress(`import  ${id}`, "bytes")
  });
  if (imports.length < policies.length) return null;
  const fresh = imports.filter(({isNew}) => isNew);
  const completions = fresh.flatMap(({record}) =>
    record.benchmarks.map(({completions, counted}) => (completions === 0 ? counted : completions))
  );
  const total = completions.reduce((sum, n) => sum + n, 0);
  console.error(fresh.length === 0 ? "import: nothing is new" : `import: ${total} completions`);
  for (const line of imports.flatMap(repeatTexts)) console.error(`import: ${line}`);
  return imports;
}

/** Files of a policy that are told of one by one. */
const MOST_TOLD = 5;

/** What is said of files that were there before, under another name or packed otherwise. */
function repeatTexts({record}: PolicyImport): string[] {
  const {policy, files} = record;
  const lines = [
    ...files.flatMap(({name, renamed}) =>
      renamed === undefined ? [] : [`${renamed} adds nothing to ${policy}: it was imported as ${name}`]
    ),
    ...repeatedFiles(record).map(({name, why}) => `${name} adds nothing to ${policy}: ${why}`)
  ];
  const others = lines.length - MOST_TOLD;
  return others > 0
    ? [...lines.slice(0, MOST_TOLD), `${others} other files add nothing to ${policy}`]
    : lines;
}
