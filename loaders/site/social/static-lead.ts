import {leadCautions, leadSentence} from "../../../src/findings/lead/lead-text.js";
import {leadTitle} from "../../../src/findings/lead/lead-title.js";
import type {LeadView} from "../../../src/findings/lead/lead-view.js";
import {escapeHtml} from "../navigation.js";

const HEADING = /(<h1 id="what-came-out"[^>]*>)[\s\S]*?(<\/h1>)/;

/**
 * The overview's HTML with the finding as its heading, and below it in words for readers whose browser runs no scripts: it is
 * there before the figure is drawn. Any other page, and one without the heading, as it is.
 */
export function withLead(html: string, lead: LeadView): string {
  const cautions = leadCautions(lead).map(
    ({title, text}) => `<li><b>${escapeHtml(title)}:</b> ${escapeHtml(text)}</li>`
  );
  const list = cautions.length === 0 ? "" : `<ul>${cautions.join("")}</ul>`;
  const words = `<noscript><p>${escapeHtml(leadSentence(lead))}</p>${list}<p>The figures need JavaScript.</p></noscript>`;
  return html.replace(
    HEADING,
    (_, open: string, close: string) => `${open}${escapeHtml(leadTitle(lead))}${close}\n${words}`
  );
}
