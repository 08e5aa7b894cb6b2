import {html} from "htl";
import {distinctLabel} from "../../findings/shared/distinct-label.js";
import {listText, percent, whole} from "../../findings/shared/format.js";
import {powerSearchText, trialText} from "../../findings/sharpening/power-search-text.js";
import type {SharpeningReport} from "../../metrics/sharpening/sharpening-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";

/** What the searches for powers found, each in a sentence and a table of all powers tried. */
export function powerSearchParts({searches}: SharpeningReport, {policies}: StudySummary): HTMLElement[] {
  return searches.flatMap((search) => {
    const of = listText(search.policies.map((id) => distinctLabel(policies, id)));
    const whose = searches.length === 1 ? "" : `${of}: `;
    return [
      html`<p>${whose}${powerSearchText(search)}</p>`,
      dataTable(search.probes, [
        {label: "Power", value: ({power}) => power.toLocaleString("en-US")},
        {label: "pass@1, validation", value: trialText},
        {
          label: `pass@${whole(search.completions)}, validation`,
          value: ({pass_at_n: share}) => percent(share)
        }
      ])
    ];
  });
}
