import {html} from "htl";
import {verdictText} from "../../findings/compare/verdict-text.js";
import {
  changedCount,
  type ChangedVerdict,
  type VerdictChanges
} from "../../metrics/compare/verdict-changes.js";
import {dataTable} from "../shared/page/data-table.js";
import {foldOut} from "../shared/page/fold-out.js";

/** Which verdicts changed, by policy, benchmark and verifier, with some of them to read. */
export function verdictTables(changes: VerdictChanges | undefined): HTMLElement {
  const said = html`<p class="no-changes">${verdictText(changes)}</p>`;
  const cells = changes?.cells ?? [];
  if (cells.length === 0) return said;
  const table = dataTable(cells, [
    {label: "Policy", value: ({policy}) => policy},
    {label: "Benchmark", value: ({benchmark}) => benchmark},
    {label: "Verifier", value: ({verifier}) => verifier},
    {label: "Versions", value: ({versions: [a, b]}) => (a === b ? String(a) : `${a} and ${b}`)},
    {label: "Same text", value: ({same}) => same},
    {label: "Changed", value: changedCount},
    {label: "How", value: ({kinds}) => kinds.map(({a, b, count}) => `${a} to ${b}: ${count}`).join("; ")},
    {label: "Other text", value: ({otherTexts}) => otherTexts}
  ]);
  const examples = cells
    .filter((cell) => cell.examples.length > 0)
    .map((cell) =>
      foldOut(
        `${cell.policy} on ${cell.benchmark} by ${cell.verifier}: ${cell.examples.length} of ${changedCount(cell)} to read`,
        ...cell.examples.map(changedVerdict)
      )
    );
  return html`<div>${said}${table}${examples}</div>`;
}

function changedVerdict({problemId, sampleIndex, completion, a, b}: ChangedVerdict): HTMLElement {
  const judged = ({verdict, extracted, rule}: ChangedVerdict["a"]): string =>
    `${verdict} (${rule})${extracted === null ? ", no answer found" : `, answer ${extracted}`}`;
  return html`<div class="changed-verdict">
    <p><b>${problemId}</b>, completion ${sampleIndex}. First: ${judged(a)}. Second: ${judged(b)}.</p>
    <pre>${completion}</pre>
  </div>`;
}
