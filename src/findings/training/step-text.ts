import type {AtBothEnds} from "../../metrics/coverage/both-ends.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {Contrast} from "../../metrics/statistics/interval.js";
import {answerOf, oneAnswer, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {listText, percent, whole} from "../shared/format.js";
import {holmText} from "../shared/holm-text.js";
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
  const count = (at: (typeof bothEnds)[number]): string =>
    whole(moved.filter(({difference}) => signs.get(difference[at]) === paperWay[at]).length);
  return answerOf(
    `From the first to the last checkpoint, beyond chance (${holmText(family.length)}), pass@1 rises on ${count("atOne")} of ${whole(moved.length)} benchmarks ` +
      `and pass@k at the largest k falls on ${count("atMost")}; in the paper more steps do both.`,
    moved.map(({title, text, difference}): AnswerCase => ({
      title,
      text: `${text}${moved.length === 1 ? `: ${verdict(difference, signs)}` : ""}.`
    }))
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
    difference,
    level: view.level
  };
}

function verdict(difference: AtBothEnds<Contrast>, signs: ReadonlyMap<Contrast, number>): string {
  const found = bothEnds.filter((at) => signs.get(difference[at]) !== 0);
  const agrees = found.filter((at) => difference[at].estimate * paperWay[at] > 0);
  if (agrees.length === 2) return "more steps raise the one and lower the other, as in the paper";
  if (found.length === 0) return "neither change is beyond chance";
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
