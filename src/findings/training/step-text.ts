import type {AtBothEnds} from "../../metrics/coverage/both-ends.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {Contrast} from "../../metrics/statistics/interval.js";
import {countOf} from "../shared/counted.js";
import {answerOf, oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {listText, percent, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";
import {percentOfLevel} from "../shared/interval-text.js";
import {bothEnds, differenceText} from "./ends-text.js";
import type {StepView} from "./ends-view.js";

/** Paper's finding: pass@1 rises and pass@k_max falls with more steps. */
const paperWay = {atOne: 1, atMost: -1} as const;

/** On how many benchmarks more steps raise pass@1 and lower pass@k_max; on each how far both moved between the first and the last checkpoint, with paired intervals. */
export function stepAnswer(views: readonly StepView[]): FigureAnswer {
  const moved = views.flatMap((view) => moves(view) ?? []);
  const [first] = moved;
  if (!first) return oneAnswer("No two checkpoints are compared yet.");
  const family = moved.flatMap(({difference}) => bothEnds.map((at) => difference[at]));
  const signs = new Map(clearSigns(family).map((sign, i) => [family[i]!, sign]));
  const counted = (at: (typeof bothEnds)[number], way: number): number =>
    moved.filter(({difference}) => signs.get(difference[at]) === way).length;
  const other = (at: (typeof bothEnds)[number], words: string): string => {
    const count = counted(at, -paperWay[at]);
    return count === 0 ? "" : `, and ${words} on ${whole(count)}`;
  };
  const ks = new Set(views.map(({view}) => view.ends.kMax));
  const tries = ks.size === 1 ? `${whole([...ks][0]!)} tries` : "the most tries";
  return answerOf(
    `From the first to the last checkpoint, one try clearly solves more on ${countOf(counted("atOne", 1), moved.length)} tasks${other("atOne", "fewer")}. ` +
      `${tries[0]!.toUpperCase()}${tries.slice(1)} clearly solve fewer on ${countOf(counted("atMost", -1), moved.length)}${other("atMost", "more")}. In the paper more steps do the same: pass@1 rises, and pass@256 falls.`,
    moved.map(({title, text, cells, difference}): AnswerCase => ({
      title,
      text: `${text}${moved.length === 1 ? `: ${verdict(difference, signs)}` : ""}.`,
      ...(cells === undefined ? {} : {cells})
    })),
    clearNote(family.length)
  );
}

interface Moves extends AnswerCase {
  difference: AtBothEnds<Contrast>;
  level: number;
}

function moves({view, stages}: StepView): Moves | null {
  const trained = stages.filter(({step}) => step > 0);
  const [first, last] = [trained[0], trained.at(-1)];
  const {difference} = last ?? {};
  if (!first || !last || !difference) return null;
  const k = whole(view.ends.kMax);
  const cells = bothEnds.map((at) => ({
    head: at === "atOne" ? "one try" : "most tries",
    value: `${percent(first.pass[at].estimate)} → ${percent(last.pass[at].estimate)}: ${differenceText(difference[at], view.level)}`
  }));
  const texts = bothEnds.map((at) => {
    const [from, to] = [first.pass[at].estimate, last.pass[at].estimate];
    const name = at === "atOne" ? "pass@1" : `pass@${k}`;
    const level = at === "atOne" ? `${percentOfLevel(view.level)} ` : "";
    const text = differenceText(difference[at], view.level);
    return `${name} goes from ${percent(from)} to ${percent(to)}, ${level === "" ? text.replace(/\(\S+ /, "(") : text}`;
  });
  return {
    title: view.benchmark.label,
    text: `from step ${whole(first.step)} to step ${whole(last.step)}, ${listText(texts)}`,
    cells,
    difference,
    level: view.level
  };
}

function verdict(difference: AtBothEnds<Contrast>, signs: ReadonlyMap<Contrast, number>): string {
  const found = bothEnds.filter((at) => signs.get(difference[at]) !== 0);
  const agrees = found.filter((at) => difference[at].estimate * paperWay[at] > 0);
  if (agrees.length === 2) return "more steps raise the one and lower the other, as in the paper";
  if (found.length === 0) return "neither change is clear";
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
