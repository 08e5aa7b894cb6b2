import {percentOfLevel} from "./coverage-answer.js";
import type {Estimate} from "../metrics/sampling-efficiency-gap.js";
import {bothEnds, isOffZero, listText, rangeText} from "./ends-text.js";
import {methods, seedCopies, type EndsView, type NamedEnds} from "./ends-view.js";
import {points, whole} from "./format.js";
import {gapText} from "./gap-panel.js";

type End = (typeof bothEnds)[number];

/** The trained policies that change a setting of the reference. */
export function variants(view: EndsView): NamedEnds[] {
  return methods(view).filter(({policy}) => policy !== view.reference?.policy);
}

/** The range of the differences that the seed alone makes, zero included: what any setting has to exceed. Null without repeated runs. */
export function seedRange(view: EndsView, at: End): [number, number] | null {
  const differences = seedCopies(view).flatMap(({difference}) =>
    difference ? [difference[at].estimate] : []
  );
  return differences.length === 0 ? null : [Math.min(0, ...differences), Math.max(0, ...differences)];
}

/** Changes beyond which the answer counts them rather than telling each. */
const FEW = 2;

/** What the settings change at both ends of the curves, a sentence for each benchmark, and what other seeds alone change. */
export function ablationAnswer(views: readonly EndsView[]): string {
  const sentences = views.flatMap((view) => ablationSentence(view) ?? []);
  if (sentences.length > 0 && views.every((view) => seedCopies(view).length === 0))
    sentences.push(
      "This experiment repeats no run with another seed, which would tell how much of a difference is chance."
    );
  return sentences.join(" ");
}

function ablationSentence(view: EndsView): string | null {
  const {benchmark, ends, reference} = view;
  if (!reference || variants(view).length === 0) return null;
  const start = `On ${benchmark.label}, compared with ${reference.summary.label}, `;
  const changes = bothEnds.map((at) => clearChanges(view, at));
  if (changes.every((found) => found.length === 0))
    return `${start}no setting changes the result clearly, neither with one completion nor with ${whole(ends.kMax)}.${yardstick(view)}`;
  const parts = bothEnds.map(
    (at, i) =>
      `${changesText(changes[i]!, view, at)} with ${at === "atOne" ? "one completion" : whole(ends.kMax)}`
  );
  return `${start}${parts.join("; ")}.${yardstick(view)}`;
}

/** The settings whose interval excludes no difference. */
function clearChanges(view: EndsView, at: End): Change[] {
  return variants(view).flatMap(({summary, difference}): Change[] =>
    difference && isOffZero(difference[at]) ? [{label: summary.label, ...difference[at]}] : []
  );
}

interface Change extends Estimate {
  label: string;
}

function changesText(found: readonly Change[], view: EndsView, at: End): string {
  if (found.length === 0) return "no setting changes the result clearly";
  if (found.length <= FEW) return listText(found.map((change) => changeText(change, view, at)));
  const all = variants(view).length;
  const [gains, losses] = [found.filter((one) => one.low > 0), found.filter((one) => one.high < 0)];
  const parts = [gains, losses].flatMap((list, i) =>
    list.length === 0
      ? []
      : `${whole(list.length)} of ${whole(all)} settings ${i === 0 ? "gain" : "lose"}, by ${rangeText(
          list.map(({estimate}) => Math.abs(estimate)),
          gapText
        )} points,`
  );
  return listText(parts);
}

function changeText({label, estimate, low, high}: Change, view: EndsView, at: End): string {
  const range = seedRange(view, at);
  const isSmall = range !== null && estimate >= range[0] && estimate <= range[1];
  return (
    `“${label}” ${estimate > 0 ? "gains" : "loses"} ${gapText(Math.abs(estimate))} points ` +
    `(${percentOfLevel(view.level)} ${points(low)} to ${points(high)})${isSmall ? ", no more than another seed does," : ""}`
  );
}

function yardstick(view: EndsView): string {
  const copies = seedCopies(view).length;
  if (copies === 0) return "";
  const ranges = bothEnds.map((at) => {
    const [low, high] = seedRange(view, at)!;
    return `${points(low)} to ${points(high)} points with ${at === "atOne" ? "one" : whole(view.ends.kMax)}`;
  });
  const seeds =
    copies === 1 ? "Another seed alone changes" : `Training with ${whole(copies)} other seeds changes`;
  return ` ${seeds} the result by ${listText(ranges)}.`;
}
