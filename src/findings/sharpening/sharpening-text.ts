import type {DifferencePoint} from "../../metrics/coverage/coverage-table.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {Estimate} from "../../metrics/statistics/interval.js";
import {countOf} from "../shared/counted.js";
import {toCsv} from "../shared/csv.js";
import {answerOf, oneAnswer, type FigureAnswer} from "../shared/figure-answer.js";
import {clearNote} from "../shared/holm-text.js";
import {about, interval, listText, percent, points as inPoints, rangeText, tries} from "../shared/format.js";
import type {SharpenedView, SharpeningView} from "./sharpening-view.js";

/**
 * How much of RL's gain with one try the base has without training, when it is sampled from the first power that the study names; and
 * what that and RL keep of the base's coverage with the most tries.
 */
export function sharpeningAnswer(views: readonly SharpeningView[]): FigureAnswer {
  const first = views.find(({powered}) => powered.length > 0)?.powered[0]!.policy.policy;
  const told = views.flatMap((view) => {
    const main = view.powered.find(({policy}) => policy.policy === first);
    return main ? [{view, main}] : [];
  });
  if (told.length === 0)
    return oneAnswer("No policy of the base is drawn from a power of its distribution yet.");
  const gains = told.flatMap(({main}) => main.shares.gain ?? []);
  return answerOf(
    `${gainText(told[0]!.main, gains)} ${keptText(told)}`,
    views.map((view) => ({title: view.benchmark.label, text: caseText(view)}))
  );
}

function gainText({policy}: SharpenedView, gains: readonly Estimate[]): string {
  const name = `Without training, ${policy.label}`;
  if (gains.length === 0)
    return `RL gains nothing beyond chance with one try, so that there is no gain that ${policy.label} could reach.`;
  const whole = gains.filter(({low, high}) => low <= 1 && high >= 1).length;
  const more = gains.filter(({low}) => low > 1).length;
  const tasks = gains.length === 1 ? "task" : "tasks";
  const verdict =
    more === 0
      ? `the interval holds all of it on ${countOf(whole, gains.length)} ${tasks}`
      : `the interval holds all of it or more on ${countOf(whole + more, gains.length)} ${tasks}`;
  return `${name} has ${rangeText(
    gains.map(({estimate}) => estimate),
    about
  )} of RL’s gain with one try; ${verdict}.`;
}

function keptText(told: readonly {view: SharpeningView; main: SharpenedView}[]): string {
  const range = (pick: (one: (typeof told)[number]) => Estimate | null): string =>
    rangeText(
      told.flatMap((one) => pick(one)?.estimate ?? []),
      about
    );
  if (told.some(({view, main}) => main.shares.kept === null || view.rl.shares.kept === null))
    return "What is kept with the most tries is not known on every task.";
  const ks = new Set(told.map(({view}) => view.kMax));
  const most = ks.size === 1 ? tries([...ks][0]!) : "the most tries";
  return `With ${most} it keeps ${range(({main}) => main.shares.kept)} of the base’s coverage, RL ${range(({view}) => view.rl.shares.kept)}.`;
}

function caseText(view: SharpeningView): string {
  const {rl, powered, others, kMax} = view;
  const sampled = [...powered, ...others];
  const gain = rl.comparison.points[0]!;
  const ofGain = sampled.map(
    ({policy, shares}) =>
      `${policy.label} ${shares.gain === null ? "an unknown share" : withInterval(shares.gain)}`
  );
  const start = `RL gains ${inPoints(gain.difference)} points with one try (${interval(gain.low, gain.high, inPoints)})`;
  const reached = sampled.length === 0 ? "" : `; of this gain, without training, ${listText(ofGain)}`;
  const kept = [rl, ...sampled].map(
    ({policy, shares}) =>
      `${policy.label} ${shares.kept === null ? "an unknown share" : withInterval(shares.kept)}`
  );
  return `${start}${reached}. With ${tries(kMax)}, of the base’s coverage: ${listText(kept)}.`;
}

/** `73.1% (60.0% to 88.2%)`. */
function withInterval({estimate, low, high}: Estimate): string {
  return `${percent(estimate)} (${interval(low, high, percent)})`;
}

/** A row of a benchmark's table. */
export interface SharpeningRow {
  label: string;
  first: string;
  gain: string | null;
  last: string;
  kept: string | null;
  avoided: string | null;
}

/** A row for the base, for RL and for each way to sample the base otherwise. */
export function sharpeningRows({base, rl, powered, others}: SharpeningView): SharpeningRow[] {
  const nothing = {gain: null, kept: null, avoided: null};
  return [
    {label: base.policy.label, first: percent(base.first), last: percent(base.last), ...nothing},
    ...[rl, ...powered, ...others].map(({policy, first, last, shares}) => ({
      label: policy.label,
      first: percent(first),
      gain: shares.gain && withInterval(shares.gain),
      last: percent(last),
      kept: shares.kept && withInterval(shares.kept),
      avoided: shares.avoided && withInterval(shares.avoided)
    }))
  ];
}

/** The shares of the tables, from 0 to 1. */
export function sharpeningCsv(views: readonly SharpeningView[]): string {
  const columns = ["benchmark", "policy", "power", "quantity", "k", "estimate", "low", "high"];
  const rows = views.flatMap(({benchmark, kMax, rl, powered, others}) =>
    [rl, ...powered, ...others].flatMap(({policy, shares}) =>
      (
        [
          ["share of RL's gain", 1, shares.gain],
          ["share of the base's coverage kept", kMax, shares.kept],
          ["share of RL's loss avoided", kMax, shares.avoided]
        ] as const
      ).flatMap(([quantity, k, share]) =>
        share === null
          ? []
          : [
              [
                benchmark.benchmark,
                policy.policy,
                policy.power ?? "",
                quantity,
                k,
                share.estimate,
                share.low,
                share.high
              ]
            ]
      )
    )
  );
  return toCsv(columns, rows);
}

/** How much of what RL loses with the most tries the base keeps when it is sharpened without training, and what sampling token by token does. */
export function lossAnswer(views: readonly SharpeningView[]): FigureAnswer {
  const signs = clearSigns(views.map(lastDifference));
  const lost = views.filter((_, i) => signs[i] === -1);
  const cases = views.map((view) => ({title: view.benchmark.label, text: lossText(view)}));
  const ks = new Set(views.map(({kMax}) => kMax));
  const most = ks.size === 1 ? tries([...ks][0]!) : "the most tries";
  const lead =
    lost.length === 0
      ? `With ${most} RL is clearly behind its base on ${countOf(0, views.length)} tasks: there is no loss to avoid.`
      : `With ${most} RL is clearly behind its base on ${countOf(lost.length, views.length)} ${views.length === 1 ? "task" : "tasks"}. ${avoidedText(lost)}`;
  return answerOf(lead, cases, clearNote(views.length));
}

function lastDifference({rl, kMax}: SharpeningView): DifferencePoint {
  return rl.comparison.points.find(({k}) => k === kMax)!;
}

function avoidedText(lost: readonly SharpeningView[]): string {
  const labels = [
    ...new Set(lost.flatMap(({powered, others}) => [...powered, ...others].map(({policy}) => policy.label)))
  ];
  const parts = labels.flatMap((label) => {
    const shares = lost.flatMap(({powered, others}) =>
      [...powered, ...others].flatMap(({policy, shares}) =>
        policy.label === label && shares.avoided ? [shares.avoided.estimate] : []
      )
    );
    return shares.length === 0 ? [] : [`${label} avoids ${rangeText(shares, share)}`];
  });
  return parts.length === 0 ? "" : `Of this loss ${listText(parts)}.`;
}

/** A share that may be below 0 or above 1, without decimals. */
function share(value: number): string {
  return percent(value).replace(/\.\d(?=%)/, "");
}

function lossText(view: SharpeningView): string {
  const {powered, others, kMax} = view;
  const last = lastDifference(view);
  const avoided = [...powered, ...others].flatMap(({policy, shares}) =>
    shares.avoided ? [`${policy.label} ${withInterval(shares.avoided)}`] : []
  );
  const start = `RL differs from the base by ${inPoints(last.difference)} points with ${tries(kMax)} (${interval(last.low, last.high, inPoints)})`;
  return avoided.length === 0 ? `${start}.` : `${start}; of this loss is avoided: ${listText(avoided)}.`;
}
