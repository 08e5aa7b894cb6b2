import {html} from "htl";
import {caseSentence} from "../../findings/claim-sentence.js";
import {
  caseCounts,
  caseTitle,
  claimPages,
  meanText,
  measurementText,
  summaryText
} from "../../findings/claim-text.js";
import {unbroken, whole} from "../../findings/shared/format.js";
import {sentences} from "../../findings/shared/sentences.js";
import type {Claim, ClaimTables, Verdict} from "../../metrics/claims/claim.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {claimCurves} from "./claim-curves.js";
import {foldOut} from "../shared/page/fold-out.js";

const marks: Readonly<Record<Verdict, string>> = {
  supported: "●",
  "not supported": "○",
  undecided: "◐",
  "no data": "–"
};

/**
 * The claims in their order: verdict, what was measured in one line beside its curves, what the paper found. Every case of a claim
 * unfolds below it. A claim links to its page where that is one of the report's `pages`. `remarks` stand with the claims that they
 * are about.
 */
export function claimList(
  claims: readonly Claim[],
  tables: ClaimTables,
  pages: readonly string[],
  remarks: Readonly<Partial<Record<Claim["id"], string>>> = {}
): HTMLElement {
  const {study} = tables;
  return html`<ol class="claims">
    ${claims.map(
      (claim) =>
        html`<li>
          ${verdictMark(claim.verdict)}
          <div>
            <h3>${pageLink(claimPages[claim.id], claim.claim, pages)}</h3>
            <div class="claim-evidence">
              ${claim.cases[0] ? claimCurves(claim.cases[0], tables) : ""}
              <p>${measured(claim, study)}</p>
            </div>
            ${remarks[claim.id] ? html`<p>${unbroken(remarks[claim.id]!)}</p>` : ""}
            <p class="claim-paper">${claim.paper}</p>
            ${claim.cases.length > 0 ? allCases(claim, study) : ""}
          </div>
        </li>`
    )}
  </ol>`;
}

function pageLink(address: string, text: string, pages: readonly string[]): HTMLElement | string {
  return pages.includes(address.slice("./".length)) ? html`<a href=${address}>${text}</a>` : text;
}

/** How many claims came out how, in a sentence. */
export function claimsAnswer(claims: readonly Claim[]): string {
  const outcomes: [Verdict, (count: string) => string][] = [
    ["supported", (count) => `supports ${count}`],
    ["not supported", (count) => `does not support ${count}`],
    ["undecided", (count) => `leaves ${count} undecided`],
    ["no data", (count) => `has no data for ${count}`]
  ];
  const parts = outcomes.flatMap(([verdict, text]) => {
    const count = claims.filter((claim) => claim.verdict === verdict).length;
    return count === 0 ? [] : [text(whole(count))];
  });
  return `Of the paper’s ${whole(claims.length)} claims, this study ${new Intl.ListFormat("en").format(parts)}.`;
}

function verdictMark(verdict: Verdict): HTMLElement {
  return html`<p class="verdict"><span aria-hidden="true">${marks[verdict]}</span> ${verdict}</p>`;
}

function measured({id, cases, summary}: Claim, study: StudySummary): string {
  const [first] = cases;
  if (!first) return "This study has nothing to test it on.";
  const counts = caseCounts(cases);
  return unbroken(
    sentences(
      `${counts.charAt(0).toUpperCase()}${counts.slice(1)}.`,
      meanText(summary),
      `${caseTitle(first, study)}: ${caseSentence(id, first)}`
    )
  );
}

/** What the cases have in common, and every case with its numbers: a row for each number. */
function allCases({cases, summary}: Claim, study: StudySummary): HTMLElement {
  const rows = cases.flatMap((one) =>
    one.numbers.map(
      (number, i) =>
        html`<tr>
          ${
            i > 0
              ? ""
              : html.fragment`<th scope="row" rowspan=${one.numbers.length}>
                    ${caseTitle(one, study)}, ${whole(number.n)} problems
                  </th>
                  <td class="is-row" rowspan=${one.numbers.length}>${one.verdict}</td>`
          }
          <td class="is-name">${unbroken(number.quantity)}</td>
          <td>${measurementText(number)}</td>
        </tr>`
    )
  );
  return foldOut(
    ["Its numbers", "Both cases"][cases.length - 1] ?? `All ${whole(cases.length)} cases`,
    summary.length === 0 ? "" : html`<p>${unbroken(summaryText(summary))}</p>`,
    html`<div class="table-scroll" tabindex="0" role="region" aria-label="Cases">
      <table class="answer-cases is-stacked">
        <thead>
          <tr>
            <th scope="col">case</th>
            <th scope="col">verdict</th>
            <th scope="col">quantity</th>
            <th scope="col">value, 95% interval</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`
  );
}
