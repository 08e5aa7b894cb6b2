import {html} from "htl";
import {crossingText} from "../../findings/coverage/crossing-text.js";
import type {PanelPoint} from "../../findings/shared/curve-point.js";
import {percent, whole} from "../../findings/shared/format.js";
import {bandsText} from "../../findings/shared/interval-text.js";
import {policyStyles} from "../../findings/shared/policy-style.js";
import {temperaturePairs, type TemperaturePair} from "../../findings/temperature/temperature-pairs.js";
import {
  endDifference,
  temperatureAnswer,
  temperatureCsv
} from "../../findings/temperature/temperature-text.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {dataTable} from "../shared/page/data-table.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import {curvePanel, type PanelAxis, type PanelCurve} from "../shared/plot/curve-panel.js";
import {shareAxis} from "../shared/plot/panel-axes.js";
import {panelWidth} from "../shared/plot/panel-width.js";

const HEIGHT = 210;

export interface TemperatureFigureOptions {
  labelledBy: string;
  /** src/data/temperature.json */
  table: CoverageTable;
  study: StudySummary;
  query: string;
  foldOuts: readonly Node[];
}

/** How pass@1 and pass@k_max of base and RL policy move with the temperature, and where their curves cross at each, as a table. */
export function temperatureFigure({
  labelledBy,
  table,
  study,
  query,
  foldOuts
}: TemperatureFigureOptions): HTMLElement {
  const pairs = temperaturePairs(table, study);
  if (pairs.length === 0)
    return missingNotice(
      "Nothing to compare yet: the experiment “temperature” needs pairs of a base and a policy with `base: ID` of it, both with the same `temperature`: {id: temperature, policies: [BASE, RL, BASE-T1.0, RL-T1.0], benchmarks: […]}."
    );
  const benchmarks = [...new Set(pairs.map(({benchmark}) => benchmark))];
  const panels = benchmarks.flatMap((benchmark) => {
    const own = pairs.filter((pair) => pair.benchmark === benchmark);
    const kMax = Math.max(...own.map(({comparison}) => comparison.crossing.kMax));
    return (["first", "last"] as const).map((end) => ({
      title: [benchmark.label, `pass@${end === "first" ? 1 : kMax}`],
      curves: endCurves(own, end)
    }));
  });
  const figure = responsiveFigure({
    labelledBy,
    name: "temperature-ends",
    answer: temperatureAnswer(pairs),
    caption:
      `Lines: pass@k at both ends of the curves above against the temperature that both policies were sampled at. ` +
      bandsText(table.level),
    csv: () => temperatureCsv(pairs),
    query,
    draw: (width) => {
      const ofPanel = panelWidth(width, panels.length, 2);
      return panels.map(({title, curves}) =>
        curvePanel({
          title,
          xTitle: "temperature",
          x: temperatureAxis(pairs),
          y: shareAxis(panels.flatMap((panel) => panel.curves)),
          curves,
          alt: altText(curves),
          width: ofPanel,
          height: HEIGHT
        })
      );
    },
    foldOuts
  });
  return html`<div>${figure}${crossingTable(pairs)}</div>`;
}

/** One line a role: the two policies of the lowest temperature give their names. */
function endCurves(pairs: readonly TemperaturePair[], end: "first" | "last"): PanelCurve[] {
  return (["base", "rl"] as const).map((role) => {
    const named = pairs[0]![role];
    const style = policyStyles([named]).get(named.policy)!;
    return {...style, points: pairs.map((pair) => pair[end][role])};
  });
}

function temperatureAxis(pairs: readonly TemperaturePair[]): PanelAxis {
  const ticks = [...new Set(pairs.map(({temperature}) => temperature))].sort((a, b) => a - b);
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const margin = Math.max(0.05, (high - low) * 0.06);
  return {domain: [low - margin, high + margin], ticks, format: (value) => value.toFixed(1)};
}

function altText(curves: readonly PanelCurve[]): string {
  const parts = curves.map(
    ({label, points}) =>
      `${label} ${points.map(({x, estimate}) => `${percent(estimate)} at T = ${x}`).join(", ")}`
  );
  return `Line chart of coverage against temperature. ${parts.join("; ")}.`;
}

function crossingTable(pairs: readonly TemperaturePair[]): HTMLElement {
  const kMax = whole(Math.max(...pairs.map(({comparison}) => comparison.crossing.kMax)));
  return dataTable(pairs, [
    {label: "Benchmark", value: ({benchmark}) => benchmark.label},
    {label: "T", value: ({temperature}) => temperature},
    {label: `Base, k = 1 → ${kMax}`, value: ({first, last}) => riseText(first.base, last.base)},
    {label: `RL, k = 1 → ${kMax}`, value: ({first, last}) => riseText(first.rl, last.rl)},
    {label: `RL − base at ${kMax}, points`, value: endDifference},
    {label: "k* (interval)", value: ({comparison}) => crossingText(comparison.crossing)}
  ]);
}

function riseText(first: PanelPoint, last: PanelPoint): string {
  return `${percent(first.estimate)} → ${percent(last.estimate)}`;
}
