import {percentOfLevel} from "./coverage-answer.js";
import {bothEnds, isOffZero, listText} from "./ends-text.js";
import {methods, seedCopies, type EndsView, type NamedEnds} from "./ends-view.js";
import {points, whole} from "./format.js";

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

/** Which settings change what: for each benchmark and end those whose interval excludes zero, and which exceed the seeds. */
export function ablationAnswer(views: readonly EndsView[]): string {
  return views.flatMap((view) => ablationSentence(view) ?? []).join(" ");
}

function ablationSentence(view: EndsView): string | null {
  const {benchmark, ends, reference} = view;
  const all = variants(view);
  if (!reference || all.length === 0) return null;
  const parts = bothEnds.map((at) => {
    const k = whole(at === "atOne" ? 1 : ends.kMax);
    const found = all.filter(({difference}) => difference && isOffZero(difference[at]));
    if (found.length === 0) return `at k\u00a0=\u00a0${k} no setting changes the result clearly`;
    return `at k\u00a0=\u00a0${k} ${listText(found.map((one) => changeText(one, at, view)))}`;
  });
  return `On ${benchmark.label}, compared with ${reference.summary.label}: ${parts.join("; ")}. ${yardstick(view)}`;
}

function changeText({summary, difference}: NamedEnds, at: End, view: EndsView): string {
  const {estimate, low, high} = difference![at];
  const verb = estimate > 0 ? "gains" : "loses";
  const size = points(Math.abs(estimate)).replace("+", "");
  return `${summary.label} ${verb} ${size} points (${percentOfLevel(view.level)} ${points(low)} to ${points(high)})${beyond(view, at, estimate)}`;
}

function beyond(view: EndsView, at: End, estimate: number): string {
  const range = seedRange(view, at);
  if (!range) return "";
  return estimate < range[0] || estimate > range[1] ? "" : ", no more than another seed does";
}

function yardstick(view: EndsView): string {
  const copies = seedCopies(view);
  if (copies.length === 0)
    return "No run was repeated with another seed, which would say how much of that is chance.";
  const ranges = bothEnds.map((at) => {
    const [low, high] = seedRange(view, at)!;
    return `${points(low)} to ${points(high)} points at k\u00a0=\u00a0${whole(at === "atOne" ? 1 : view.ends.kMax)}`;
  });
  return `${copies.length === 1 ? "Another seed alone moves" : `${whole(copies.length)} other seeds alone move`} the result by ${listText(ranges)}.`;
}
