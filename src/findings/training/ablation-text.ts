import {clearSigns} from "../../metrics/statistics/holm.js";
import type {Contrast} from "../../metrics/statistics/interval.js";
import {countOf} from "../shared/counted.js";
import {answerOf, oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {gapText, listText, points, rangeText, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";
import {bothEnds, isOffZero} from "./ends-text.js";
import {methods, seedCopies, type EndsView, type NamedEnds} from "./ends-view.js";

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

/** Which settings change the result on any benchmark; on each what they change at both ends of the curves, and what other seeds alone change. */
export function ablationAnswer(views: readonly EndsView[]): FigureAnswer {
  const compared = views.flatMap((view) =>
    view.reference && variants(view).length > 0 ? [{view, reference: view.reference.summary.label}] : []
  );
  const [first] = compared;
  if (!first) return oneAnswer("No setting is compared with another one yet.");
  const isOnly = compared.length === 1;
  const family = contrastsOf(compared.map(({view}) => view));
  const start = `compared with ${first.reference} (${percentOfLevel(first.view.level)} intervals), `;
  const cases = compared.map(({view}): AnswerCase => ({
    title: view.benchmark.label,
    text: `${isOnly ? start : ""}${changesOf(view, family)}`
  }));
  const {lead, ...answer} = answerOf(
    changedSettings(
      compared.map(({view}) => view),
      first.reference,
      family
    ),
    cases,
    familyNote(family)
  );
  const isRepeated = views.some((view) => seedCopies(view).length > 0);
  return {
    ...answer,
    lead: isRepeated
      ? lead
      : `${lead} No run was repeated with another seed, which would tell how much of a difference is chance.`
  };
}

/** Settings beyond which the lead counts them rather than naming them. */
const NAMED = 3;

/** Every change that the page looks at, and those that are beyond chance among so many. */
interface Family {
  all: readonly Contrast[];
  clear: ReadonlySet<Contrast>;
}

function contrastsOf(views: readonly EndsView[]): Family {
  const all = views.flatMap((view) =>
    variants(view).flatMap(({difference}) => (difference ? bothEnds.map((at) => difference[at]) : []))
  );
  const signs = clearSigns(all);
  return {all, clear: new Set(all.filter((_, i) => signs[i] !== 0))};
}

function changedSettings(views: readonly EndsView[], reference: string, family: Family): string {
  const labels = (list: readonly {label: string}[]): string[] => [...new Set(list.map(({label}) => label))];
  const all = labels(views.flatMap((view) => variants(view).map(({summary}) => summary)));
  const changed = labels(views.flatMap((view) => bothEnds.flatMap((at) => clearChanges(view, at, family))));
  const found = all.filter((label) => changed.includes(label));
  const start = `Compared with ${reference}, `;
  if (found.length === 0)
    return `${start}${countOf(0, all.length)} settings changes the result clearly on any task.`;
  const names = found.length > NAMED ? "" : `: ${listText(found.map((label) => `“${label}”`))}`;
  return `${start}${countOf(found.length, all.length)} settings ${found.length === 1 ? "changes" : "change"} the result clearly on some task${names}.`;
}

/** What “clearly” means here, and how many intervals exclude zero by themselves without being clear. */
function familyNote(family: Family): string {
  const alone = family.all.filter((one) => isOffZero(one) && !family.clear.has(one)).length;
  const note = clearNote(family.all.length);
  if (alone === 0) return note;
  return `${note} ${whole(alone)}${family.clear.size === 0 ? "" : " more"} ${alone === 1 ? "interval excludes" : "intervals exclude"} zero by ${alone === 1 ? "itself" : "themselves"}.`;
}

function changesOf(view: EndsView, family: Family): string {
  const {ends} = view;
  const changes = bothEnds.map((at) => clearChanges(view, at, family));
  if (changes.every((found) => found.length === 0))
    return `no clear change, neither with one completion nor with ${whole(ends.kMax)}.${yardstick(view)}`;
  const parts = bothEnds.map(
    (at, i) =>
      `${changesText(changes[i]!, view, at)} with ${at === "atOne" ? "one completion" : whole(ends.kMax)}`
  );
  return `${parts.join("; ")}.${yardstick(view)}`;
}

/** The settings that change something beyond chance. */
function clearChanges(view: EndsView, at: End, {clear}: Family): Change[] {
  return variants(view).flatMap(({summary, difference}): Change[] =>
    difference && clear.has(difference[at]) ? [{label: summary.label, ...difference[at]}] : []
  );
}

interface Change extends Contrast {
  label: string;
}

function changesText(found: readonly Change[], view: EndsView, at: End): string {
  if (found.length === 0) return "no clear change";
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
    `(${points(low)} to ${points(high)})${isSmall ? ", no more than another seed does," : ""}`
  );
}

function yardstick(view: EndsView): string {
  const copies = seedCopies(view).length;
  if (copies === 0) return "";
  const ranges = bothEnds.map((at) => {
    const [low, high] = seedRange(view, at)!;
    return `${points(low)} to ${points(high)} ${at === "atOne" ? "points with one" : `with ${whole(view.ends.kMax)}`}`;
  });
  const seeds = copies === 1 ? "Another seed alone" : `${whole(copies)} other seeds alone`;
  return ` ${seeds}: ${listText(ranges)}.`;
}
