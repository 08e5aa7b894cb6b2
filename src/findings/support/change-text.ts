import type {LogChange, PartChange} from "../../metrics/support/log-change.js";
import type {Solvers} from "../../metrics/support/support-problem.js";
import type {SupportPair, SupportTable} from "../../metrics/support/support-table.js";
import type {SupportSource} from "../../metrics/support/support-text.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {namedPair, pairTitle, type NamedPair} from "../perplexity/perplexity-conditions.js";
import {answerOf, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {percent, whole} from "../shared/format.js";
import {percentOfLevel} from "../shared/interval-text.js";
import {factorText} from "./tries-text.js";

/** Whose texts: `Base’s correct texts`. */
export function changeName({source, isCorrect}: LogChange, named: NamedPair): string {
  if (source === "reference") return "Reference solutions";
  return `${named[source].label}’s ${isCorrect ? "correct" : "incorrect"} texts`;
}

/** What training did to the probability of correct and of incorrect texts. */
export function changeAnswer({level, pairs}: SupportTable, study: StudySummary): FigureAnswer {
  const cases = pairs.flatMap((pair) => {
    const named = namedPair(pair, study);
    return pair.changes.map((change): AnswerCase => {
      const {estimate, low, high} = change.median;
      const ends = [low, high].map(factorText);
      return {
        title: `${pairTitle(named, pairs)}: ${changeName(change, named)}`,
        text: `${factorText(estimate)} (median; ${percentOfLevel(level)} ${ends.join(" to ")}), ${whole(change.texts)} texts of ${whole(change.problems)} problems.`,
        cells: [
          {head: "median change", value: factorText(estimate)},
          {head: percentOfLevel(level), value: ends.join(" to ")},
          {head: "texts", value: whole(change.texts)},
          {head: "problems", value: whole(change.problems)}
        ]
      };
    });
  });
  return answerOf(pairs.map((pair) => changeLead(pair, pairs, study)).join(" "), cases);
}

/** A sentence on what the base wrote; of several pairs each has one number, that of correct texts where there are any. */
function changeLead(pair: SupportPair, all: readonly SupportPair[], study: StudySummary): string {
  const named = namedPair(pair, study);
  const of = (source: SupportSource, isCorrect: boolean): LogChange | undefined =>
    pair.changes.find((change) => change.source === source && change.isCorrect === isCorrect);
  const [correct, incorrect] = [of("base", true), of("base", false)];
  const parts: string[] = [];
  if (correct !== undefined)
    parts.push(
      `half of what ${named.base.label} wrote correctly became ${moreThan(correct.median.estimate)}`
    );
  if (incorrect !== undefined && (all.length === 1 || correct === undefined))
    parts.push(
      `half of what ${correct === undefined ? `${named.base.label} wrote incorrectly became` : "it wrote incorrectly"} ${moreThan(incorrect.median.estimate)}`
    );
  if (parts.length === 0) return "";
  const verdict =
    correct === undefined || incorrect === undefined
      ? ""
      : incorrect.median.high < correct.median.low
        ? "; incorrect texts fared worse"
        : correct.median.high < incorrect.median.low
          ? "; correct texts fared worse"
          : "; which fared worse, correct or incorrect texts, cannot be told";
  return `${pairTitle(named, all)}: with training ${parts.join(", and ")}${verdict}.`;
}

/** `more than 450 times less likely`, for a median. */
function moreThan(change: number): string {
  const text = factorText(change);
  return text === "as likely as before" ? "at most as likely as before" : `more than ${text}`;
}

export function changeCaption({pairs}: SupportTable): string {
  const texts = pairs.reduce((sum, pair) => sum + pair.texts, 0);
  return `A curve is the share of texts whose probability changed by at most the factor below it: solid for correct texts, dashed for incorrect ones. Each distinct text counts once, however often it was drawn; ${whole(texts)} texts that both models have read at temperature 1, of incorrect ones the first 16 of each problem and author. Intervals of medians keep the texts of a problem together.`;
}

/** Columns and rows of the quantiles. */
export function changeRows({pairs}: SupportTable): {columns: string[]; rows: (string | number)[][]} {
  return {
    columns: ["benchmark", "base", "rl", "source", "verdict", "share_of_texts", "log_change_nats"],
    rows: pairs.flatMap(({benchmark, base, rl, changes}) =>
      changes.flatMap(({source, isCorrect, quantiles}) =>
        quantiles.map((value, i) => [
          benchmark,
          base,
          rl,
          source,
          isCorrect ? "correct" : "incorrect",
          i / (quantiles.length - 1),
          value
        ])
      )
    )
  };
}

/** Problems by who solves them: `only Base solves`. */
export function solversName(solvers: Solvers, {base, rl}: NamedPair): string {
  if (solvers === "both") return "both solve";
  if (solvers === "neither") return "neither solves";
  return `only ${solvers === "base" ? base.label : rl.label} solves`;
}

/** Where along correct texts their probability changed. */
export function partAnswer({pairs}: SupportTable, study: StudySummary): FigureAnswer {
  const cases = pairs.flatMap((pair) => {
    const named = namedPair(pair, study);
    return pair.along.map((change): AnswerCase => {
      const {sum, fall, place} = largestFall(change);
      return {
        title: `${pairTitle(named, pairs)}: ${solversName(change.solvers, named)}`,
        text: `in all ${factorText(sum)} (geometric mean); the largest fall is in the ${ordinal(place + 1)} tenth: ${factorText(fall)}.`,
        cells: [
          {head: "whole text", value: factorText(sum)},
          {head: "largest fall", value: fall < 0 ? `${ordinal(place + 1)} tenth` : "none"},
          {head: "there", value: factorText(fall)},
          {head: "first half of the fall", value: halfText(change)},
          {head: "problems", value: whole(change.problems)},
          {head: "texts", value: whole(change.texts)}
        ]
      };
    });
  });
  return answerOf(pairs.map((pair) => partLead(pair, pairs, study)).join(" "), cases);
}

function partLead(pair: SupportPair, all: readonly SupportPair[], study: StudySummary): string {
  const named = namedPair(pair, study);
  const change =
    pair.along.find(({solvers}) => solvers === "base") ?? pair.along.find(({solvers}) => solvers === "both");
  if (change === undefined) return "";
  const {sum} = largestFall(change);
  if (sum >= 0)
    return `${pairTitle(named, all)}: correct texts of problems that ${solversName(change.solvers, named)} did not become less likely.`;
  const falls = change.parts.map(({estimate}) => Math.min(0, estimate));
  const total = falls.reduce((a, b) => a + b, 0);
  const early = (falls[0]! + falls[1]!) / total;
  return `${pairTitle(named, all)}: of the fall of correct texts of problems that ${solversName(change.solvers, named)}, ${percent(early)} lies in the first fifth of the text.`;
}

/** The tenth by whose end half of all falls have happened. */
function halfText({parts}: PartChange): string {
  const falls = parts.map(({estimate}) => Math.min(0, estimate));
  const total = falls.reduce((a, b) => a + b, 0);
  if (total === 0) return "no fall";
  let sum = 0;
  const place = falls.findIndex((fall) => (sum += fall) <= total / 2);
  return `by the end of the ${ordinal(place + 1)} tenth`;
}

function largestFall({parts}: PartChange): {sum: number; fall: number; place: number} {
  const values = parts.map(({estimate}) => estimate);
  const fall = Math.min(...values);
  return {sum: values.reduce((a, b) => a + b, 0), fall, place: values.indexOf(fall)};
}

function ordinal(n: number): string {
  return `${n}${["th", "st", "nd", "rd"][n] ?? "th"}`;
}

export function partCaption({level}: SupportTable): string {
  return `Correct texts at temperature 1, by who solves their problem; at 1 nothing changed. Each tenth of a text’s tokens: log-probability after training minus before, mean over problems of the mean over distinct texts; bands: ${percentOfLevel(level)} intervals of Student for other problems. The tenths add up to the change of the whole text. Groups of fewer than five problems are in the table alone.`;
}

/** Columns and rows of the tenths. */
export function partRows({pairs}: SupportTable): {columns: string[]; rows: (string | number | null)[][]} {
  return {
    columns: ["benchmark", "base", "rl", "solved_by", "tenth", "log_change_nats", "low", "high", "problems"],
    rows: pairs.flatMap(({benchmark, base, rl, along}) =>
      along.flatMap(({solvers, parts, problems}) =>
        parts.map(({estimate, low, high}, i) => [
          benchmark,
          base,
          rl,
          solvers,
          i + 1,
          estimate,
          low,
          high,
          problems
        ])
      )
    )
  };
}
