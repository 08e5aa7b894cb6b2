import {html} from "htl";
import {coverageGridCaption} from "../../findings/coverage/coverage-caption.js";
import {allZeroText, isAllZero} from "../../findings/coverage/all-zero.js";
import {budgetRead, readCoverage, readingText} from "../../findings/coverage/coverage-reading.js";
import {coverageCsv} from "../../findings/coverage/coverage-rows.js";
import {budgets} from "../../findings/coverage/coverage-view.js";
import {exactMarksNote, withExact} from "../../findings/coverage/exact-answer.js";
import {gridAnswer} from "../../findings/coverage/grid-answer.js";
import type {FigureAnswer} from "../../findings/shared/figure-answer.js";
import type {CoverageTable} from "../../metrics/coverage/coverage-table.js";
import type {ExactTable} from "../../metrics/exact/exact-table.js";
import type {GuessRate} from "../../metrics/guess/guess-rate.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {missingExperiment} from "../shared/page/missing-experiment.js";
import {missingNotice, responsiveFigure} from "../shared/page/responsive-figure.js";
import type {PublishedPoint} from "../shared/plot/curve-marks.js";
import {kReader} from "../shared/plot/k-reader.js";
import {panelWidth} from "../shared/plot/panel-width.js";
import {plotFrame} from "../shared/plot/plot-frame.js";
import {textWidth} from "../shared/plot/text-width.js";
import {LUCK} from "./coverage-end-labels.js";
import {coveragePlot, coverageTop, panelFoot} from "./coverage-plot.js";
import {experimentViews, gridPanels, type GridPanel, type GridSplit} from "./grid-panels.js";
import {gridReading} from "./grid-reading.js";

/** Size of the letters below a panel, and room for a name's marker, value and interval beside it, in pixels. */
const FONT_SIZE = 14;
const VALUES = 180;

/** Least and most height of a panel, and its share of the width between. */
const HEIGHT = {least: 250, most: 360, share: 0.5};

export interface CoverageGridOptions {
  /** Id of the heading that asks the figure's question: the heading in lower case with hyphens, without punctuation. */
  labelledBy: string;
  /** src/data/<experiment>.json */
  table: CoverageTable;
  /** src/data/study.json */
  study: StudySummary;
  /** Row of the paper, for example `code`: names saved files, and what a study lacks. */
  experiment: string;
  /** Text of sql/problem-counts.sql. */
  query: string;
  /** Default: `family` where the experiment has several bases, else `benchmark`. */
  split?: GridSplit;
  /** Panels that belong in one row. Default: those of one benchmark. */
  perRow?: number;
  /** Largest k drawn. Default: all that was measured. */
  kMax?: number;
  /** src/data/guess-rates.json: adds what guessing alone would solve. */
  guessRates?: readonly GuessRate[];
  /** Whether the table is made of a part of the study by design: nothing is said then of what it lacks. */
  isPart?: boolean;
  /** Instead of the sentences that `gridAnswer` makes. */
  answer?: FigureAnswer;
  /** src/data/exact.json, for a table of all that the study counts: marks beside the curves. */
  exact?: ExactTable | null;
  /** Values that the paper printed, by benchmark of the study: hollow circles in its panels. Say in `note` what they are. */
  published?: Readonly<Record<string, readonly PublishedPoint[]>>;
  /** Put before the caption that the figure makes. */
  note?: string;
  /** Instead of the caption that the figure makes. */
  caption?: string;
  /** The budget that is read first; the nearest measured one is taken. Default: the largest. */
  k?: number | undefined;
  /** Told each budget that is read, so that a figure in this one's place can go on there. */
  onRead?: (k: number) => void;
  foldOuts: readonly Node[];
  /** False where no address shows the figure again. */
  isLinked?: boolean;
}

/**
 * Small multiples of pass@k: a panel for each benchmark (and family or pair of policies) of an experiment, with shared axes,
 * bands, and one reading of all panels at the k that the reader points at or moves the handle to. What the study lacks is
 * said in a notice, in the figure's place where nothing is measured. From a page:
 *
 *     const table = FileAttachment("data/code.json").json();
 *     const study = FileAttachment("data/study.json").json();
 *     const query = FileAttachment("sql/problem-counts.sql").text();
 *     display(coverageGrid({labelledBy: "id-of-the-heading", experiment: "code", table, study, query, foldOuts: []}));
 */
export function coverageGrid({
  labelledBy,
  table,
  study,
  experiment,
  query,
  split,
  perRow,
  kMax,
  guessRates,
  isPart = false,
  answer,
  exact = null,
  published = {},
  note,
  caption: ownCaption,
  k: firstK,
  onRead,
  foldOuts,
  isLinked = true
}: CoverageGridOptions): HTMLElement {
  const missing = isPart ? "" : missingExperiment(table, study, experiment);
  const notices = missing === "" ? [] : [missingNotice(missing)];
  const views = experimentViews(table, study, kMax ?? null, guessRates, exact);
  if (views.length === 0) return html`<div>${notices}</div>`;
  const isOneFamily = gridPanels(views, "family").length === views.length;
  const all = gridPanels(views, split ?? (isOneFamily ? "benchmark" : "family"));
  const isEmpty = ({benchmark, view}: GridPanel): boolean =>
    isAllZero(view) && (published[benchmark] ?? []).length === 0;
  const panels = all.filter((panel) => !isEmpty(panel));
  const zeros = allZeroText(all.filter(isEmpty).map(({view}) => view));
  let k = firstK ?? Math.max(...views.flatMap(budgets));
  const caption = (ownCaption ?? coverageGridCaption(views)) + exactMarksNote(views);
  const figure = responsiveFigure({
    labelledBy,
    name: `${experiment}-pass-at-k`,
    answer: answer ?? withExact(gridAnswer(views), views),
    caption: note === undefined ? caption : `${note} ${caption}`,
    csv: () => coverageCsv(views),
    query,
    draw: (width) => [
      ...drawPanels(panels, {
        width,
        perRow: perRow ?? panels.filter(({benchmark}) => benchmark === panels[0]?.benchmark).length,
        published,
        k,
        onRead: (budget) => {
          k = budget;
          onRead?.(budget);
        }
      }),
      ...(zeros === "" ? [] : [html`<p class="all-zero">${zeros}</p>`])
    ],
    foldOuts,
    isLinked
  });
  return html`<div>${figure}${notices}</div>`;
}

interface DrawOptions {
  width: number;
  perRow: number;
  published: Readonly<Record<string, readonly PublishedPoint[]>>;
  k: number;
  onRead: (k: number) => void;
}

function drawPanels(
  panels: readonly GridPanel[],
  {width, perRow, published, k, onRead}: DrawOptions
): Element[] {
  const points = panels.map(({benchmark}) => published[benchmark] ?? []);
  const curves = panels.flatMap(({view}) => view.coverage.curves);
  const ks = [...new Set(panels.flatMap(({view}) => budgets(view)))].sort((a, b) => a - b);
  const top = coverageTop(
    curves,
    points.flat().map(({coverage}) => coverage)
  );
  const axis = [...new Set([...ks, ...points.flat().map((point) => point.k)])].sort((a, b) => a - b);
  const ofPanel = panelWidth(width, panels.length, perRow);
  const height = Math.round(Math.min(HEIGHT.most, Math.max(HEIGHT.least, HEIGHT.share * ofPanel)));
  // Panels of one width and one margin: their axes align.
  const frame = plotFrame(ofPanel, endNames(panels), false);
  const places = panels.map((panel, i) => {
    const {title, view, styles} = panel;
    const plot = coveragePlot(view, {
      styles,
      frame,
      height,
      panel: {title, ks: axis, top, published: points[i]!}
    });
    const reading = gridReading(panel);
    const place = html`<div class="grid-plot">${plot}</div>`;
    const classes = [
      "grid-panel",
      ...(view.coverage.curves.length > 3 ? ["is-crowded"] : []),
      ...(view.policies.some(({label}) => textWidth(label, FONT_SIZE) > ofPanel - VALUES)
        ? ["has-long-names"]
        : [])
    ];
    const element = html`<div class=${classes.join(" ")} style=${`width: ${ofPanel}px`}>
      ${place}${reading.element}
    </div>`;
    return {element, place, plot, reading};
  });
  kReader({
    places: places.map(({place, plot}, i) => ({
      element: place,
      plots: [plot],
      budget: (k) => budgetRead(readCoverage(panels[i]!.view, k), k)
    })),
    ks,
    k,
    axisHeight: panelFoot,
    text: (budget) =>
      panels
        .map(({title, view}) => `${title.join(", ")}: ${readingText(readCoverage(view, budget), budget)}`)
        .join(". "),
    onRead: (budget) => {
      for (const {reading} of places) reading.show(budget);
      onRead(budget);
    }
  });
  return places.map(({element}) => element);
}

/** What stands at the ends of the panels' lines. */
function endNames(panels: readonly GridPanel[]): string[] {
  return panels.flatMap(({view, styles}) => [
    ...view.policies.map(({policy}) => styles.get(policy)!.label),
    ...(view.guess ? [LUCK] : [])
  ]);
}
