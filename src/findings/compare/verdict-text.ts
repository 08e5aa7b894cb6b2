import {changedCount, type VerdictChanges} from "../../metrics/compare/verdict-changes.js";
import {whole} from "../shared/format.js";

/** Which verdicts changed between two reports, in words. */
export function verdictText(changes: VerdictChanges | undefined): string {
  if (changes === undefined) return "Verdicts are compared between published reports, from their data sets.";
  const {missing, identical, cells} = changes;
  if (missing !== null) return `The verdicts cannot be compared: ${missing}.`;
  if (cells.length === 0)
    return identical === 0
      ? "No verifier judged the same policy on the same benchmark in both reports."
      : `None: the files of completions and verdicts are the same in both reports, for all ${whole(identical)} that both have.`;
  const [same, changed, otherTexts] = [
    cells.reduce((sum, cell) => sum + cell.same, 0),
    cells.reduce((sum, cell) => sum + changedCount(cell), 0),
    cells.reduce((sum, cell) => sum + cell.otherTexts, 0)
  ];
  return [
    same === 0
      ? "No completion has the same text in both reports, so that no verdict can be compared."
      : `${changed === 0 ? "None" : whole(changed)} of ${whole(same)} verdicts on completions with the same text changed.`,
    ...(otherTexts === 0
      ? []
      : [`${whole(otherTexts)} completions have another text than in the first report.`]),
    ...(identical === 0
      ? []
      : [
          `${whole(identical)} further ${identical === 1 ? "policy, benchmark and verifier has" : "policies, benchmarks and verifiers have"} the same files in both.`
        ])
  ].join(" ");
}
