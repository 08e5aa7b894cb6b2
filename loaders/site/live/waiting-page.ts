import {whole} from "../../../src/findings/shared/format.js";
import {escapeHtml} from "../navigation.js";
import type {LiveState} from "./live-state.js";

/** The page that stands in a report's place until its first build: what goes on, and how far it is. */
export function waitingPage(title: string, {drawn, total, step}: LiveState): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
body { font: 17px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; }
progress { width: 100%; }
p { margin: 0.4rem 0; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p id="live-step" role="status">${escapeHtml(step)}</p>
<progress max="${Math.max(1, total)}" value="${drawn}" aria-label="Completions"></progress>
<p id="live-count">${whole(drawn)} of ${whole(total)} completions</p>
<p>The report comes up here by itself with the first completions of every problem, and grows while the rest is drawn.</p>
<noscript><p>Without scripts, reload the page.</p></noscript>
</main>
${liveScript(0)}
</body>
</html>
`;
}

/** The element that lets a page follow a live report, `build` being the one that it is part of. */
export function liveScript(build: number): string {
  return `<script src="/_live/line.js" data-build="${build}" defer></script>`;
}
