import {distinctLabel} from "../../findings/shared/distinct-label.js";
import {percent} from "../../findings/shared/format.js";
import type {ModelCard} from "../../metrics/study/model-card.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotice} from "../shared/page/responsive-figure.js";

/** How the study's models were trained; which have no card is said instead. */
export function modelCardTable(cards: readonly ModelCard[], {policies}: StudySummary): HTMLElement {
  if (cards.length === 0)
    return missingNotice(
      "No model of this study was trained here, so that there is no training record to show. Models trained with npm run train have one."
    );
  return dataTable(cards, [
    {label: "Policy", value: ({policy}) => distinctLabel(policies, policy)},
    {label: "Trained by", value: ({kind}) => kind},
    {label: "Parameters", value: ({parameters}) => parameters},
    {label: "Steps", value: ({steps}) => steps},
    {label: "Tokens", value: ({tokens}) => tokens},
    {label: "Learning rate", value: ({learning_rate}) => learning_rate},
    {label: "Seed", value: ({seed}) => String(seed)},
    {label: "Minutes", value: ({seconds}) => Math.round(seconds / 60)},
    {label: "Validation pass@1", value: lastValidation}
  ]);
}

function lastValidation({validation_pass_at_1: values}: ModelCard): string | null {
  const last = values.at(-1);
  return last ? percent(last.value) : null;
}
