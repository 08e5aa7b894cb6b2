import {handChecks} from "../../../src/metrics/audit/hand-checks.js";
import type {VerifierChecks} from "../../../src/metrics/audit/verdict-envelope.js";
import type {ReportInput} from "../views/report-input.js";
import {annotationTable} from "../report/annotations.js";

/** Where the rates come from that no study gives. */
const MARKS = "readers’ marks";

/** Checked verdicts of each benchmark: as the study gives them, else from readers' marks; benchmarks without either are left out. */
export async function verifierChecks(
  environment: NodeJS.ProcessEnv,
  {study}: ReportInput
): Promise<VerifierChecks[]> {
  const {chains} = await annotationTable(environment);
  const byHand = handChecks(chains);
  return study.benchmarks.flatMap(({id: benchmark, verifierErrors}): VerifierChecks[] => {
    const read = byHand.find((one) => one.benchmark === benchmark);
    const falsePositives = verifierErrors?.falsePositives ?? read?.falsePositives ?? null;
    const falseNegatives = verifierErrors?.falseNegatives ?? read?.falseNegatives ?? null;
    const source = verifierErrors === undefined ? MARKS : verifierErrors.source;
    return falsePositives === null && falseNegatives === null
      ? []
      : [{benchmark, falsePositives, falseNegatives, source}];
  });
}
