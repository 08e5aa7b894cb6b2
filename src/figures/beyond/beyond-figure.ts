import {toCsv} from "../../findings/shared/csv.js";
import type {FigureAnswer} from "../../findings/shared/figure-answer.js";
import {whole} from "../../findings/shared/format.js";
import {policyStyles, type PolicyStyle} from "../../findings/shared/policy-style.js";
import type {Comparison} from "../../metrics/counts/comparison.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {leastN, type PolicySet} from "../../metrics/counts/policy-sets.js";
import type {BenchmarkSummary, StudySummary} from "../../metrics/study/study-summary.js";
import {responsiveFigure} from "../shared/page/responsive-figure.js";
import {curvePanel, type PanelAxis, type PanelCurve} from "../shared/plot/curve-panel.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {originSentence} from "../../findings/shared/origin-text.js";

const HEIGHT = 230;

/** What a figure shows of policies on one benchmark. */
export interface BeyondPanel {
  benchmark: BenchmarkSummary;
  curves: readonly (PanelCurve & {policy: string})[];
}

interface BeyondFigureOptions {
  labelledBy: string;
  name: string;
  answer: FigureAnswer | string;
  caption: string;
  panels: readonly BeyondPanel[];
  xTitle: string;
  /** The axes, the same for all panels; `width` is a panel's. */
  x: (width: number) => PanelAxis;
  y: PanelAxis;
  /** What a curve shows, for people who do not see it, for example `pass^k`. */
  quantity: string;
  query: string;
  foldOuts: readonly Node[];
}

/** Small multiples, one panel for each benchmark, with shared axes. */
export function beyondFigure(options: BeyondFigureOptions): HTMLElement {
  const {panels, xTitle, x, y, quantity} = options;
  return responsiveFigure({
    ...options,
    csv: () => panelsCsv(panels, quantity),
    draw: (width) => {
      const ofPanel = panelWidth(width, panels.length);
      return panels.map(({benchmark, curves}) =>
        curvePanel({
          title: [benchmark.label, quantity.replace("tau", "τ")],
          xTitle,
          x: x(ofPanel),
          y,
          curves,
          alt: altText(curves, quantity, y),
          width: ofPanel,
          height: HEIGHT
        })
      );
    }
  });
}

/** How the policies of a pair look: each role has its full colour. */
export function pairStyles({base, rl}: Comparison): {base: PolicyStyle; rl: PolicyStyle} {
  const styles = policyStyles([base, rl]);
  return {base: styles.get(base.policy)!, rl: styles.get(rl.policy)!};
}

/** The smallest n of a pair's problems: the largest k that both measured. */
export function smallestN({counts}: Comparison): number {
  return [...counts.base, ...counts.rl].reduce((least: number, {n}: Counts) => Math.min(least, n), Infinity);
}

/** What was measured on, for a caption. */
export function pairsText(pairs: readonly Comparison[], study: StudySummary): string {
  const sets = pairs.map(
    (pair) =>
      `${pair.benchmark.label} (${pair.base.label} and ${pair.rl.label}, ${whole(pair.counts.base.length)} problems, n = ${whole(smallestN(pair))})`
  );
  return `${sets.join("; ")}. ${originSentence(study)}.`;
}

/** What was measured of policies that are compared with none, for a caption. */
export function setsText(sets: readonly PolicySet[], study: StudySummary): string {
  const texts = sets.map((set) => {
    const members = set.members.map(
      ({policy, counts}) => `${policy.label} on ${whole(counts.length)} problems`
    );
    return `${set.benchmark.label} (${members.join(", ")}, n = ${whole(leastN(set))})`;
  });
  return `${texts.join("; ")}. ${originSentence(study)}.`;
}

function altText(curves: readonly PanelCurve[], quantity: string, y: PanelAxis): string {
  const parts = curves.flatMap(({label, points}) => {
    const [first, last] = [points[0], points.at(-1)];
    return first && last ? `${label} from ${y.format(first.estimate)} to ${y.format(last.estimate)}` : [];
  });
  return `Line chart of ${quantity}. ${parts.join("; ")}.`;
}

function panelsCsv(panels: readonly BeyondPanel[], quantity: string): string {
  const columns = ["benchmark", "policy", "quantity", "extrapolated", "x", "estimate", "low", "high"];
  return toCsv(
    columns,
    panels.flatMap(({benchmark, curves}) =>
      curves.flatMap(({policy, isExtrapolated, points}) =>
        points.map(({x, estimate, low, high}) => [
          benchmark.benchmark,
          policy,
          quantity,
          isExtrapolated ?? false,
          x,
          estimate,
          low,
          high
        ])
      )
    )
  );
}
