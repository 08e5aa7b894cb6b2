import {html} from "htl";
import {caseCounts, caseNumbers, caseTitle, claimPages} from "../../findings/claim-text.js";
import {unbroken, whole} from "../../findings/shared/format.js";
import type {Claim, ClaimCase, Verdict} from "../../metrics/claims/claim.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {foldOut} from "../shared/page/fold-out.js";

const marks: Readonly<Record<Verdict, string>> = {
  supported: "●",
  "not supported": "○",
  undecided: "◐",
  "no data": "–"
};

/**
 * The claims in their order: verdict, what was measured, what the paper found. Every case of a claim unfolds below it. A claim
 * links to its page where that is one of the report's `pages`.
 */
export function claimList(
  claims: readonly Claim[],
  study: StudySummary,
  pages: readonly string[]
): HTMLElement {
  return html`<ol class="claims">
    ${claims.map(
      (claim) =>
        html`<li>
          ${verdictMark(claim.verdict)}
          <div>
            <h3>${pageLink(claimPages[claim.id], claim.claim, pages)}</h3>
            <p>${measured(claim, study)}</p>
            <p class="claim-paper">${claim.paper}</p>
            ${claim.cases.length > 1 ? allCases(claim.cases, study) : ""}
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

function measured({cases}: Claim, study: StudySummary): string {
  const [first] = cases;
  if (!first) return "This study has nothing to test it on.";
  const counts = caseCounts(cases);
  return `${counts.charAt(0).toUpperCase()}${counts.slice(1)}. ${caseText(first, study)}`;
}

function allCases(cases: readonly ClaimCase[], study: StudySummary): HTMLElement {
  return foldOut(
    `All ${whole(cases.length)} cases`,
    html`<ul class="claim-cases">
      ${cases.map((one) => html`<li><strong>${one.verdict}</strong> ${caseText(one, study)}</li>`)}
    </ul>`
  );
}

/** A case as a sentence; a line never breaks within `k = 1`. */
function caseText(one: ClaimCase, study: StudySummary): string {
  return unbroken(`${caseTitle(one, study)}: ${caseNumbers(one)}.`);
}
