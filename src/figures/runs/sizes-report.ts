import * as Plot from "@observablehq/plot";
import {parametersText, sizesAltText, sizesAnswer, sizesCsv} from "../../findings/runs/sizes-text.js";
import {benchmarkLabel} from "../../findings/shared/benchmark-label.js";
import {firstOfMoreText} from "../../findings/shared/first-of-more.js";
import {sentences} from "../../findings/shared/sentences.js";
import {whole} from "../../findings/shared/format.js";
import {percentOfLevel} from "../../findings/shared/interval-text.js";
import {policyStyles, type PolicyStyle} from "../../findings/shared/policy-style.js";
import type {BenchmarkSizes, SizesTable} from "../../metrics/runs/size-trend.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {missingExperimentNotice} from "../shared/page/missing-experiment.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import {axisText, panelHeading} from "../shared/plot/panel-marks.js";
import {axisTitle} from "../shared/plot/plot-frame.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {drawPanel, type PlottedSvg} from "../shared/plot/plotted-svg.js";

export interface SizesReportOptions {
  labelledBy: string;
  /** src/data/sizes.json */
  table: SizesTable;
  study: StudySummary;
  /** Text of problem-counts.sql. */
  query: string;
  foldOuts: readonly Node[];
}

const HEIGHT = 250;
const TREND_COLOR = "var(--ink-soft)";
const MARGIN = {left: 48, right: 18, top: 50, bottom: 42};

/** The share of the base's problems that RL keeps, and k*, against the number of parameters: two panels for each benchmark. */
export function sizesReport({labelledBy, table, study, query, foldOuts}: SizesReportOptions): HTMLElement {
  const {benchmarks, level} = table;
  if (benchmarks.length === 0)
    return missingNotice(
      study.experiments.some(({experiment}) => experiment === "sizes")
        ? "Fewer than two sizes are measured: write training: {parameters: …} at the policies of the experiment “sizes”, sample and verify them, and build again."
        : missingExperimentNotice("sizes")
    );
  const styles = policyStyles(study.policies);
  return responsiveFigure({
    labelledBy,
    name: "model-sizes",
    answer: sizesAnswer(table, study),
    caption: sentences(
      `Marks: share of the problems that the base solves at least once which RL solves too, and k*, each with its ${percentOfLevel(level)} interval over problems; an arrow: beyond the largest k. Lines: least squares over the logarithm of the parameters. ` +
        benchmarks
          .map(
            ({benchmark, problems, kMax}) =>
              `${benchmarkLabel(study, benchmark)}: ${whole(problems)} problems, ${whole(kMax)} completions of each`
          )
          .join("; ") +
        ".",
      sizesOfMore(benchmarks, study)
    ),
    csv: () => sizesCsv(table),
    query,
    draw: (width) =>
      benchmarks.flatMap((one) =>
        (["kept", "crossing"] as const).map((what) =>
          sizePanel(one, what, {
            title: benchmarkLabel(study, one.benchmark),
            width: panelWidth(width, 2),
            styles
          })
        )
      ),
    foldOuts
  });
}

function sizesOfMore(benchmarks: readonly BenchmarkSizes[], study: StudySummary): string {
  const cells = benchmarks.flatMap(({benchmark, sizes, kMax}) =>
    sizes.flatMap(({base, rl}) => [base, rl].map((policy) => ({policy, benchmark, n: kMax})))
  );
  return firstOfMoreText(study, cells);
}

interface Mark {
  style: PolicyStyle;
  parameters: number;
  value: number;
  low: number;
  high: number;
  isBeyond: boolean;
}

function sizePanel(
  one: BenchmarkSizes,
  what: "kept" | "crossing",
  {title, width, styles}: {title: string; width: number; styles: ReadonlyMap<string, PolicyStyle>}
): PlottedSvg {
  const marks = marksOf(one, what, styles);
  const trend = one[what];
  const sizes = one.sizes.map(({parameters}) => parameters);
  const isCrossing = what === "crossing";
  const name = isCrossing ? "k*" : `share kept with ${whole(one.kMax)} tries`;
  return drawPanel({
    width,
    height: HEIGHT,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    ariaLabel: sizesAltText(one, title, what),
    x: {type: "log", domain: [Math.min(...sizes) / 1.25, Math.max(...sizes) * 1.25], label: null},
    y: isCrossing
      ? {type: "log", base: 2, domain: [1, one.kMax], label: null}
      : {domain: [0, 1], label: null},
    marks: [
      ...sizeAxes(sizes, isCrossing ? kTicks(one.kMax) : null),
      ...panelHeading([title, name], {width, marginLeft: MARGIN.left, marginTop: MARGIN.top}),
      axisTitle("parameters", MARGIN.bottom),
      ...(trend === null
        ? []
        : [
            Plot.lineY(trendLine(marks, trend.estimate, isCrossing), {
              x: "x",
              y: "y",
              stroke: TREND_COLOR,
              strokeWidth: 1.5,
              strokeDasharray: "5 4",
              clip: true
            })
          ]),
      ...sizeMarks(marks)
    ]
  });
}

/** Axes of a panel; `ticks` are those of k*, null for a share. */
function sizeAxes(sizes: readonly number[], ticks: readonly number[] | null): Plot.Markish[] {
  const own = ticks === null ? {ticks: 5} : {ticks: [...ticks]};
  const short = (parameters: number): string =>
    parametersText({parameters}).replace(" million", "M").replace(" billion", "B");
  return [
    Plot.gridY({...own, stroke: "var(--grid)", strokeOpacity: 1}),
    Plot.axisX({...axisText, ticks: [...sizes], tickFormat: () => "", stroke: "var(--ink-faint)"}),
    Plot.text(sizes, {
      x: (size: number) => size,
      text: short,
      frameAnchor: "bottom",
      dy: 16,
      fontSize: 12.5,
      fill: "var(--ink-soft)"
    }),
    Plot.axisY({
      ...axisText,
      ...own,
      tickFormat: (value: number) => (ticks === null ? `${Math.round(100 * value)}%` : whole(value)),
      tickSize: 0
    })
  ];
}

function sizeMarks(marks: readonly Mark[]): Plot.Markish[] {
  const [measured, beyond] = [
    marks.filter(({isBeyond}) => !isBeyond),
    marks.filter(({isBeyond}) => isBeyond)
  ];
  return [
    ...marks.map(({style, ...mark}) =>
      Plot.ruleX([mark], {x: "parameters", y1: "low", y2: "high", stroke: style.color, strokeWidth: 2})
    ),
    ...measured.map(({style, ...mark}) =>
      Plot.dot([mark], {x: "parameters", y: "value", fill: style.color, symbol: style.symbol, r: 4})
    ),
    ...beyond.map(({style, ...mark}) =>
      Plot.text([mark], {x: "parameters", y: "value", fill: style.color, text: () => "↑", fontSize: 14})
    )
  ];
}

function marksOf(
  {sizes, kMax}: BenchmarkSizes,
  what: "kept" | "crossing",
  styles: ReadonlyMap<string, PolicyStyle>
): Mark[] {
  return sizes.flatMap(({rl, parameters, kept, crossing, low, high}): Mark[] => {
    const style = styles.get(rl)!;
    if (what === "crossing")
      return [
        {
          style,
          parameters,
          value: crossing ?? kMax,
          low: low ?? kMax,
          high: high ?? kMax,
          isBeyond: crossing === null
        }
      ];
    if (kept.ofBase === 0) return [];
    return [
      {style, parameters, value: kept.both / kept.ofBase, low: kept.low, high: kept.high, isBeyond: false}
    ];
  });
}

/** The least-squares line through the marks at both ends. */
function trendLine(marks: readonly Mark[], slope: number, isLog: boolean): {x: number; y: number}[] {
  const mean = (of: (mark: Mark) => number): number =>
    marks.reduce((sum, mark) => sum + of(mark), 0) / marks.length;
  const height = mean(({value}) => (isLog ? Math.log2(value) : value));
  const centre = mean(({parameters}) => Math.log2(parameters));
  return [marks[0]!, marks.at(-1)!].map(({parameters}) => {
    const y = height + slope * (Math.log2(parameters) - centre);
    return {x: parameters, y: isLog ? 2 ** y : y};
  });
}

function kTicks(kMax: number): number[] {
  return [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024].filter((k) => k <= kMax);
}
