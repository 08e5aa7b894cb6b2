import {clearSigns} from "../../metrics/statistics/holm.js";
import {listText, whole} from "../shared/format.js";
import {countOf} from "../shared/counted.js";
import {holmText} from "../shared/holm-text.js";
import {bothEnds} from "./ends-text.js";
import {methods, type EndsView} from "./ends-view.js";
import type {PaperSet} from "./paper-table.js";

type End = (typeof bothEnds)[number];

/** How many policies stand above and below their base at one end of the curves of one benchmark. */
interface Direction {
  label: string;
  up: number;
  down: number;
  of: number;
}

/** In which direction training moves pass@1 and pass@k_max, in the paper and here, and where the two disagree. */
export function directionAnswer(sets: readonly PaperSet[], views: readonly EndsView[]): string {
  const sentences = bothEnds.flatMap((at) => {
    const here = views.flatMap((view) => ownDirection(view, at) ?? []);
    if (here.length === 0) return [];
    const paper = sets.map((set) => paperDirection(set, at));
    const way = at === "atOne" ? "up" : "down";
    const start = at === "atOne" ? "With one try" : "With the most tries";
    const moves = at === "atOne" ? "rise above the base" : "fall below it";
    return `${start} ${countText(here, way)} ${moves} here${clearText(views, at)}; in the paper ${countText(paper, way)}. ${agreement(paper, here)}`;
  });
  return sentences.join(" ");
}

function paperDirection({label, rows}: PaperSet, at: End): Direction {
  const [base, ...trained] = rows;
  return {label, ...counted(trained.map((row) => row[at] - (base?.[at] ?? NaN)))};
}

function ownDirection(view: EndsView, at: End): Direction | null {
  const {benchmark, base} = view;
  const trained = methods(view);
  if (!base || trained.length === 0) return null;
  return {
    label: benchmark.label,
    ...counted(trained.map(({pass}) => pass[at].estimate - base.pass[at].estimate))
  };
}

function counted(differences: readonly number[]): Omit<Direction, "label"> {
  return {
    up: differences.filter((difference) => difference > 0).length,
    down: differences.filter((difference) => difference < 0).length,
    of: differences.length
  };
}

/** `all 6 on every set`, or `5 of 6 on A, 3 of 6 on B and none on C`. */
function countText(list: readonly Direction[], way: "up" | "down"): string {
  const share = (one: Direction): string => {
    if (one[way] === 0) return "none";
    return one[way] === one.of ? `all ${whole(one.of)}` : `${whole(one[way])} of ${whole(one.of)}`;
  };
  const [first] = list;
  if (first && list.length > 1 && list.every((one) => share(one) === share(first)))
    return `${share(first)} on ${list.length === 2 ? "both sets" : "every set"}`;
  return listText(list.map((one) => `${share(one)} on ${one.label}`));
}

/** In how many of our comparisons there is a difference beyond chance; nothing where they are not taken from the base. */
function clearText(views: readonly EndsView[], at: End): string {
  const differences = views.flatMap((view) =>
    view.base && view.reference?.policy === view.base.policy
      ? methods(view).flatMap(({difference}) => difference?.[at] ?? [])
      : []
  );
  if (differences.length === 0) return "";
  const clear = clearSigns(differences).filter((sign) => sign !== 0).length;
  return ` (clearly in ${countOf(clear, differences.length)}, ${holmText(differences.length)})`;
}

/** Which sets of the paper move as the benchmarks here, and which do not. */
function agreement(paper: readonly Direction[], here: readonly Direction[]): string {
  const ways = new Set(here.map(wayOf));
  const [way] = ways;
  if (ways.size !== 1 || way === undefined || way === 0)
    return "The benchmarks here do not move in one direction themselves.";
  const labels = (found: -1 | 0 | 1): string =>
    listText(paper.flatMap((one) => (wayOf(one) === found ? one.label : [])));
  const [same, other, mixed] = [labels(way), labels(way === 1 ? -1 : 1), labels(0)];
  if (other === "" && mixed === "") return "The direction is the same.";
  const parts = [
    ...(same === "" ? [] : [`is that of ${same}`]),
    ...(other === "" ? [] : [`is against that of ${other}`]),
    ...(mixed === "" ? [] : [`cannot be compared on ${mixed}, where the paper’s values go both ways`])
  ];
  return `The direction here ${listText(parts)}.`;
}

/** 1 where most rise, -1 where most fall, 0 where as many do either. */
function wayOf({up, down}: Direction): -1 | 0 | 1 {
  if (up === down) return 0;
  return up > down ? 1 : -1;
}
