import {percentOfLevel} from "./coverage-answer.js";
import {bothEnds, differenceText, isOffZero, listText} from "./ends-text.js";
import {percent, whole} from "./format.js";
import type {StepView} from "./step-panel.js";

/** Paper's finding: pass@1 rises and pass@k_max falls with more steps. */
const paperWay = {atOne: 1, atMost: -1} as const;

/** How far pass@1 and pass@k_max moved between the first and the last checkpoint, with paired intervals: a sentence for each benchmark. */
export function stepAnswer(views: readonly StepView[]): string {
  return views.flatMap((view) => stepSentence(view) ?? []).join(" ");
}

function stepSentence({view, stages}: StepView): string | null {
  const trained = stages.filter(({step}) => step > 0);
  const [first, last] = [trained[0], trained.at(-1)];
  const {difference} = last ?? {};
  if (!first || !last || !difference) return null;
  const k = whole(view.ends.kMax);
  const moves = bothEnds.map((at) => {
    const [from, to] = [first.pass[at].estimate, last.pass[at].estimate];
    const name = at === "atOne" ? "pass@1" : `pass@${k}`;
    const level = at === "atOne" ? `${percentOfLevel(view.level)} ` : "";
    const text = differenceText(difference[at], view.level);
    return `${name} goes from ${percent(from)} to ${percent(to)}, ${level === "" ? text.replace(/\(\S+ /, "(") : text}`;
  });
  return `On ${view.benchmark.label}, from step ${whole(first.step)} to step ${whole(last.step)}, ${listText(moves)}: ${verdict(difference)}.`;
}

function verdict(
  difference: Record<"atOne" | "atMost", {estimate: number; low: number; high: number}>
): string {
  const found = bothEnds.filter((at) => isOffZero(difference[at]));
  const agrees = found.filter((at) => difference[at].estimate * paperWay[at] > 0);
  if (agrees.length === 2) return "more steps raise the one and lower the other, as in the paper";
  if (found.length === 0) return "neither change is told from zero";
  const [only, ...more] = found;
  if (more.length > 0)
    return agrees.length === 0
      ? "both move against the paper’s direction"
      : "both move, and only one of them in the paper’s direction";
  const name = only === "atOne" ? "the accuracy with one try" : "the share that many tries solve";
  const way = difference[only!].estimate > 0 ? "rises" : "falls";
  const like = agrees.length === 1 ? "as in the paper" : "against the paper’s direction";
  return `only ${name} ${way} clearly, ${like}`;
}
