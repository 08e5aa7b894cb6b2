import {html} from "htl";
import type {StudySummary} from "../../../metrics/study/study-summary.js";
import {choice, type ChoiceOption} from "./choice.js";
import {pairedExperiments} from "./experiment-pairs.js";
import {missingExperimentNotice} from "./missing-experiment.js";
import {onReturn, setSearch} from "./page-address.js";
import {missingNotice} from "./responsive-figure.js";

const PARAMETER = "experiment";

/** A choice of the experiments that compare policies with their bases. A notice says what to add to a study without any. */
export function pairedExperimentSwitch(study: StudySummary, draw: (experiment: string) => Node): HTMLElement {
  const experiments = pairedExperiments(study);
  return experiments.length === 0
    ? missingNotice(missingExperimentNotice("math"))
    : experimentSwitch(experiments, draw);
}

/**
 * A choice of experiments above what `draw` makes of the chosen one. The choice is kept in the URL; the first experiment is
 * shown where the URL names none of them. There must be at least one.
 */
function experimentSwitch(
  experiments: readonly ChoiceOption[],
  draw: (experiment: string) => Node
): HTMLElement {
  const first = experiments[0]!.value;
  const bar = html`<div></div>`;
  const place = html`<div></div>`;

  function show(): void {
    const asked = new URLSearchParams(location.search).get(PARAMETER);
    const shown = experiments.find(({value}) => value === asked)?.value ?? first;
    const switcher = choice("Experiment", experiments, shown);
    switcher.addEventListener("input", () => {
      const url = new URL(location.href);
      if (switcher.value === first) url.searchParams.delete(PARAMETER);
      else url.searchParams.set(PARAMETER, switcher.value);
      setSearch(url.search, PARAMETER);
      place.replaceChildren(draw(switcher.value));
    });
    if (experiments.length > 1) bar.replaceChildren(switcher);
    place.replaceChildren(draw(shown));
  }

  onReturn(show);
  show();
  return html`<div>${bar}${place}</div>`;
}
