import type {AuditDifference, AuditEffect, AuditOutcome} from "../../metrics/audit/audit-effects.js";
import {auditChanges, type AuditChange} from "../../metrics/audit/changed-counts.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {benchmarkLabel} from "../shared/benchmark-label.js";
import {countOf} from "../shared/counted.js";
import {distinctLabel} from "../shared/distinct-label.js";
import type {AnswerCase, FigureAnswer} from "../shared/figure-answer.js";
import {budget, listText, percent, points, whole} from "../shared/format.js";
import {kindNames} from "./kind-text.js";

type Labels = Pick<StudySummary, "policies" | "benchmarks">;

const changeNames: Readonly<Record<AuditChange, string>> = {
  dropped: "dropped",
  flipped: "flipped",
  worst: "at worst",
  best: "at best"
};

/** How a change moves one end of a pair's difference: another side is ahead, or the interval says otherwise than before. */
interface ChangedEnd {
  change: AuditChange;
  k: number;
  /** `turns`: the other side is ahead. `fades`: its interval comes to hold zero. `rises`: its interval holds zero no longer. */
  how: "turns" | "fades" | "rises";
}

/** Whether what the audit marks could change the finding: which side is clearly ahead with the fewest and with the most completions. */
export function effectAnswer(effects: readonly AuditEffect[], study: Labels): FigureAnswer {
  const pairs = effects.filter(({outcomes}) => outcomes !== null);
  if (effects.length === 0)
    return {
      lead: "Nothing is marked: no judged completion is cut, repeated, empty, disputed or given up, and the verifier failed on none.",
      cases: []
    };
  if (pairs.length === 0)
    return {
      lead: "Completions are marked, but no policy stands beside its base: there is no lead that they could change.",
      cases: []
    };
  const changed = pairs.map((effect) => ({effect, ends: changedEnds(effect)}));
  const turned = changed.filter(({ends}) => ends.length > 0);
  const apart = (isRepeats: boolean): string | null => {
    const own = changed.filter(({effect}) => (effect.kind === "repeats") === isRepeats);
    const moved = own.filter(({ends}) => ends.length > 0);
    return own.length === 0 ? null : countOf(moved.length, own.length);
  };
  const [others, repeats] = [apart(false), apart(true)];
  const lead =
    turned.length === 0
      ? `Nothing that is marked would change the finding: dropped, flipped, or at worst, every lead stays what it is.`
      : sentences(
          others === null
            ? null
            : `In ${others} comparisons the finding depends on marked completions: another side would lead, or the interval of a lead would come to hold zero, or hold it no longer.`,
          repeats === null
            ? null
            : `In ${repeats} it would change if all repeats of an earlier text were left out or judged otherwise; a policy that is certain repeats itself, so that a repeat is no fault by itself.`
        );
  return {lead, cases: turned.map(({effect, ends}) => effectCase(effect, ends, study))};
}

function sentences(...parts: (string | null)[]): string {
  return parts.filter((part) => part !== null).join(" ");
}

/** The ends of a pair's difference that a change moves, by sign and interval. */
export function changedEnds({outcomes}: AuditEffect): ChangedEnd[] {
  if (outcomes === null) return [];
  return auditChanges.flatMap((change) => {
    const changed = outcomes[change].points;
    const ends = [...new Set([changed[0], changed.at(-1)])];
    return ends.flatMap((point): ChangedEnd[] => {
      const before = outcomes.asIs.points.find(({k}) => k === point?.k);
      if (!point || !before) return [];
      const how = move(before, point);
      return how === null ? [] : [{change, k: point.k, how}];
    });
  });
}

function move(before: AuditDifference, after: AuditDifference): ChangedEnd["how"] | null {
  const [now, then] = [side(before), side(after)];
  if (now !== 0 && Math.sign(after.difference) === -now) return "turns";
  if (now !== 0 && then === 0) return "fades";
  if (now === 0 && then !== 0) return "rises";
  return null;
}

/** The side that is ahead beyond the interval: 1, -1, or 0 for neither. */
function side({low, high}: AuditDifference): -1 | 0 | 1 {
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}

function effectCase(effect: AuditEffect, ends: readonly ChangedEnd[], study: Labels): AnswerCase {
  const words = {
    turns: "the other side leads",
    fades: "the interval of the lead comes to hold zero",
    rises: "the interval of a lead holds zero no longer"
  };
  const texts = (["turns", "fades", "rises"] as const).flatMap((how) => {
    const own = ends.filter((end) => end.how === how);
    if (own.length === 0) return [];
    const where = [...new Set(own.map(({k}) => k))].map((k) => {
      const changes = own.filter((end) => end.k === k).map(({change}) => changeNames[change]);
      return `${listText(changes)} at k = ${whole(k)}`;
    });
    return [`${words[how]} ${listText(where)}`];
  });
  return {title: effectTitle(effect, study), text: `${texts.join("; ")}.`};
}

/** What an effect is about: `MATH500, RL against base, cut at the token limit`. */
export function effectTitle(effect: AuditEffect, study: Labels): string {
  return `${pairName(effect, study)}, ${kindNames[effect.kind]}`;
}

/** The benchmark and policies of an effect. */
export function pairName(
  {benchmark, base, policy}: Pick<AuditEffect, "benchmark" | "base" | "policy">,
  study: Labels
): string {
  const label = benchmarkLabel(study, benchmark);
  const against = base === null ? "" : ` against ${distinctLabel(study.policies, base)}`;
  return `${label}, ${distinctLabel(study.policies, policy)}${against}`;
}

/** k* of an outcome in a table. */
export function outcomeCrossing({crossing, points: measured}: AuditOutcome): string {
  const last = measured.at(-1);
  if (!last) return "nothing left";
  if (measured.every(({difference}) => difference === 0)) return "none";
  if (crossing === null) return `none up to ${whole(last.k)}`;
  return crossing <= 1 ? "at most 1" : budget(crossing);
}

/** The difference of an outcome at its first or its last budget: `+7.9 (5.1 to 10.7)`, with the k of the last. */
export function outcomeEnd({points: measured}: AuditOutcome, end: "first" | "last"): string {
  const point = end === "first" ? measured[0] : measured.at(-1);
  if (!point) return "nothing left";
  const at = end === "last" ? ` at ${whole(point.k)}` : "";
  return `${points(point.difference)} (${points(point.low)} to ${points(point.high)})${at}`;
}

/** How many completions of each policy are of the kind, in words. */
export function markedText({curves, kind}: AuditEffect, study: Labels): string {
  return listText(
    curves.map(({policy, marked, n, correct}) => {
      const how =
        kind === "errors" || kind === "missing"
          ? `${whole(marked)} beside ${whole(n)} judged ones`
          : `${whole(marked)} of ${whole(n)} (${percent(marked / n)}), ${whole(correct)} of them correct`;
      return `${distinctLabel(study.policies, policy)}: ${how}`;
    })
  );
}
