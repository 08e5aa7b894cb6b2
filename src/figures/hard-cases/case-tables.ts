import {decidedBy, validShare} from "../../findings/hard-cases/case-text.js";
import type {PolicyValidity} from "../../findings/hard-cases/case-validity.js";
import {interval} from "../../findings/shared/format.js";
import {alphaText, type Agreement} from "../../findings/hard-cases/reading-text.js";
import {dataTable} from "../shared/page/data-table.js";
import type {PaperValidity} from "./paper-validity.js";

/** The validity table of a study: of the problems that a policy solves rarely, how many have a valid chain. */
export function validityTable(rows: readonly PolicyValidity[]): HTMLElement {
  return dataTable(rows, [
    {label: "Benchmark", value: ({benchmark}) => benchmark.label},
    {label: "Policy", value: ({policy}) => policy.label},
    {label: "Rare", value: ({validity}) => validity.hard},
    {label: "Valid", value: ({validity}) => validity.withValid},
    {label: "None", value: ({validity}) => validity.withoutValid},
    {label: "Open", value: ({validity}) => validity.undecided},
    {
      label: "Valid, 95%",
      value: ({by, validity: {withValid, withoutValid}}) =>
        by === "verifier" ? null : validShare(withValid, withValid + withoutValid)
    },
    {label: "Decided", value: decidedBy}
  ]);
}

/** How far marks of the same texts agree, by Krippendorff's alpha. */
export function agreementTable(rows: readonly Agreement[]): HTMLElement {
  return dataTable(rows, [
    {label: "Marks of", value: ({between}) => between},
    {label: "Texts", value: ({texts}) => texts},
    {label: "Alpha", value: ({alpha}) => alphaText(alpha.estimate)},
    {
      label: "95%",
      value: ({alpha: {low, high}}) => (Number.isNaN(low) ? null : interval(low, high, alphaText))
    }
  ]);
}

/** The paper's counts in the same columns; they carry the published mark. */
export function paperValidityTable(rows: readonly PaperValidity[]): HTMLElement {
  const table = dataTable(rows, [
    {label: "Published", value: ({benchmark}) => benchmark},
    {label: "Policy", value: ({model}) => model},
    {label: "Rare", value: ({hard}) => hard},
    {label: "Valid", value: ({valid}) => valid},
    {label: "None", value: ({valid, hard}) => hard - valid},
    {label: "Open", value: () => 0},
    {label: "Valid, 95%", value: ({valid, hard}) => validShare(valid, hard)},
    {label: "Decided", value: () => "by its authors"}
  ]);
  table.classList.add("published");
  return table;
}
