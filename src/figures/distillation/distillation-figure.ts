import {html} from "htl";
import {crossingText} from "../../findings/coverage/crossing-text.js";
import {lifts, type Lift} from "../../findings/sets/distillation-lifts.js";
import {
  beyondText,
  differenceCaption,
  differenceCsv,
  distillationAnswer
} from "../../findings/sets/distillation-text.js";
import {interval, points as inPoints, whole} from "../../findings/shared/format.js";
import {policyStyles, type PolicyStyle} from "../../findings/shared/policy-style.js";
import type {BenchmarkCounts} from "../../metrics/counts/benchmark-counts.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import {curvePanel, type PanelCurve} from "../shared/plot/curve-panel.js";
import {budgetAxis, differenceAxis} from "../shared/plot/panel-axes.js";
import {panelWidth} from "../shared/plot/panel-width.js";

const HEIGHT = 230;

export interface LiftFigureOptions {
  labelledBy: string;
  /** src/data/distillation.json */
  table: CoverageTable;
  counts: readonly BenchmarkCounts[];
  study: StudySummary;
  query: string;
  foldOuts: readonly Node[];
}

/** The difference of every policy from its base over k, a panel for each benchmark with shared axes, and what it amounts to as a table. */
export function liftFigure({
  labelledBy,
  table,
  counts,
  study,
  query,
  foldOuts
}: LiftFigureOptions): HTMLElement {
  const all = lifts(table, counts, study);
  if (all.length === 0)
    return missingNotice(
      "Nothing to compare yet: the experiment “distillation” needs a base and policies with `base: ID` of it, for example {id: distillation, policies: [BASE, RL, INSTRUCT, DISTILLED], benchmarks: […]}."
    );
  const shown = new Set(all.flatMap(({base, policy}) => [base.policy, policy.policy]));
  const styles = policyStyles(study.policies.filter(({policy}) => shown.has(policy)));
  const benchmarks = [...new Set(all.map(({benchmark}) => benchmark))];
  const curves = all.map((lift) => differenceCurve(lift, styles.get(lift.policy.policy)!));
  const ks = all.flatMap(({points}) => points.map(({k}) => k));
  const figure = responsiveFigure({
    labelledBy,
    name: "distillation-differences",
    answer: distillationAnswer(all),
    caption: differenceCaption(all, table, study),
    csv: () => differenceCsv(all),
    query,
    draw: (width) =>
      benchmarks.map((benchmark) => {
        const ofPanel = panelWidth(width, benchmarks.length);
        return curvePanel({
          title: [benchmark.label, `minus ${all[0]!.base.label}, points`],
          xTitle: "k",
          x: budgetAxis(ks, ofPanel),
          y: differenceAxis(curves),
          curves: curves.filter((_, i) => all[i]!.benchmark === benchmark),
          alt: altText(all.filter((lift) => lift.benchmark === benchmark)),
          width: ofPanel,
          height: HEIGHT
        });
      }),
    foldOuts
  });
  return html`<div>${figure}${liftTable(all)}</div>`;
}

function differenceCurve({points}: Lift, style: PolicyStyle): PanelCurve {
  return {
    ...style,
    points: points.map(({k, difference, low, high}) => ({x: k, estimate: difference, low, high}))
  };
}

function altText(all: readonly Lift[]): string {
  const parts = all.map(({policy, points}) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${policy.label} from ${inPoints(first.difference)} points at k = ${whole(first.k)} to ${inPoints(last.difference)} at k = ${whole(last.k)}`;
  });
  return `Line chart of differences in coverage from the base against k. ${parts.join("; ")}.`;
}

/** What each way of training does to the curve and to the set of solved problems. */
function liftTable(all: readonly Lift[]): HTMLElement {
  const end = (place: 0 | -1) => (lift: Lift) => {
    const {difference, low, high} = lift.points.at(place)!;
    return `${inPoints(difference)} (${interval(low, high, inPoints)})`;
  };
  const kMax = whole(Math.max(...all.map(({crossing}) => crossing.kMax)));
  return dataTable(all, [
    {label: "Benchmark", value: ({benchmark}) => benchmark.label},
    {label: "Policy", value: ({policy}) => policy.label},
    {label: "k = 1, points", value: end(0)},
    {label: `k = ${kMax}, points`, value: end(-1)},
    {label: "Beyond the interval, at k", value: beyondText},
    {label: "k*", value: ({crossing}) => crossingText(crossing)},
    {label: "New", value: (lift) => lift.support?.rlOnly ?? null},
    {label: "Lost", value: (lift) => lift.support?.baseOnly ?? null}
  ]);
}
