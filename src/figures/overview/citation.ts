import {html} from "htl";
import {badgeMarkdown, bibtex} from "../../findings/shared/citation-text.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";

/** How to cite the report: BibTeX, and the badge with its k*, each with a button that copies it. `hasBadge`: whether there is one. */
export function citation(
  {title, date}: Pick<StudySummary, "title" | "date">,
  hasBadge: boolean
): HTMLElement {
  const address = location.href.replace(/[?#].*$/, "");
  const identity = document.querySelector(".report-identity a")?.getAttribute("data-identity") ?? "";
  const version =
    document.querySelector('meta[name="version"]')?.getAttribute("content") ?? "reasoning-boundary";
  const entry = bibtex({title, identity, version, date: date?.slice(0, 10) ?? null, address});
  const badge = html`<p><img src="./badge.svg" alt="Badge: where the curves cross" height="20" /></p>`;
  // A report that is served from its sources has none.
  badge.querySelector("img")!.addEventListener("error", () => {
    badge.remove();
  });
  return html`<div class="citation">
    ${copied("BibTeX", entry)} ${hasBadge ? badge : ""}
    ${hasBadge ? copied("Badge, in Markdown", badgeMarkdown(address)) : ""}
  </div>`;
}

function copied(label: string, text: string): HTMLElement {
  const status = html`<span role="status"></span>`;
  const button = html`<button type="button" class="link-button">Copy</button>`;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(text).then(
      () => {
        status.textContent = "copied";
      },
      () => {
        status.textContent = "this browser lets no page copy: select the text";
      }
    );
  });
  return html`<figure class="citation-text">
    <figcaption>${label} ${button} ${status}</figcaption>
    <pre>${text}</pre>
  </figure>`;
}
