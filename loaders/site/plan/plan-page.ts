import {readFileSync} from "node:fs";
import {join} from "node:path";
import {adaptiveSentences} from "../../../src/findings/planning/adaptive-plan-text.js";
import {planAssumptions} from "../../../src/findings/planning/plan-assumptions.js";
import {planTable} from "../../../src/findings/planning/plan-table.js";
import {planSentence} from "../../../src/findings/planning/plan-text.js";
import type {PlanGoal, StudyPlan} from "../../../src/metrics/planning/study-plan.js";
import {whole} from "../../../src/findings/shared/format.js";
import {packageFolder} from "../../workspace/package-folder.js";
import {escapeHtml} from "../navigation.js";
import {planFigure} from "./plan-figure.js";

const goals: readonly PlanGoal[] = ["difference", "crossing"];

/** A plan as one HTML file that needs no other, no script and no host. The same plan gives the same bytes. */
export function planPage(plan: StudyPlan): string {
  const {title, benchmark, base, rl, at} = plan;
  const size = benchmark.problems === null ? "" : ` (${whole(benchmark.problems)} problems)`;
  const names: Record<PlanGoal, string> = {
    difference: `Probability that the difference at k = ${whole(at)} is shown`,
    crossing: "Probability that a crossing is shown"
  };
  const figures = goals.flatMap((goal) => {
    const svg = planFigure(plan, goal, names[goal]);
    return svg === null ? [] : [`<figure><figcaption>${names[goal]}</figcaption>${svg}</figure>`];
  });
  const beyond =
    benchmark.problems !== null && plan.rows.some(({problems}) => problems > benchmark.problems!)
      ? '<p class="note">Dashed, and faint in the table: more problems than the benchmark has.</p>'
      : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(`What it takes: ${title}`)}</title>
<style>${style()}</style>
</head>
<body>
<main>
<h1>What does it take?</h1>
<p class="about">${escapeHtml(`${title}: ${rl.label} beside ${base.label} on ${benchmark.label}${size}`)}</p>
${[...goals.map((goal) => planSentence(plan, goal)), ...adaptiveSentences(plan)].map((text) => `<p class="lead">${escapeHtml(text)}</p>`).join("\n")}
<div class="figures">${figures.join("\n")}</div>
${beyond}
<h2>What was assumed</h2>
<ul>
${planAssumptions(plan)
  .map((text) => `<li>${escapeHtml(text)}</li>`)
  .join("\n")}
</ul>
<h2>Every number of problems and completions</h2>
${tableHtml(plan)}
</main>
</body>
</html>
`;
}

function tableHtml(plan: StudyPlan): string {
  const {head, rows} = planTable(plan);
  const available = plan.benchmark.problems ?? Infinity;
  const lines = rows.map((cells, i) => {
    const {problems, difference, crossing} = plan.rows[i]!;
    const isEnough = [null, null, difference, crossing].map((power) => power !== null && power >= plan.power);
    const own = cells.map(
      (text, j) => `<td${isEnough[j] ? ' class="is-enough"' : ""}>${escapeHtml(text)}</td>`
    );
    return `<tr${problems > available ? ' class="is-beyond"' : ""}>${own.join("")}</tr>`;
  });
  return `<div class="table" tabindex="0" role="region" aria-label="Table of all plans"><table>
<thead><tr>${head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table></div>
<p class="note">Bold: at least the probability that was asked for. k* high/low: the median of how many times as large as its lower end the upper end of the interval of k* is.</p>`;
}

/** The tokens of the report, and what this page has beyond them. */
function style(): string {
  return ["src/styles/tokens.css", "loaders/site/plan/plan.css"]
    .map((file) => readFileSync(join(packageFolder, file), "utf8"))
    .join("\n");
}
