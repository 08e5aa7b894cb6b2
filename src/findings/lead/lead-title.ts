import {ROOM} from "../../metrics/claims/room.js";
import {tries, whole} from "../shared/format.js";
import {roleName} from "../shared/role-name.js";
import type {LeadView} from "./lead-view.js";

/**
 * What came out for the main pair, as the title of the report: who wins at the smallest and at the largest budget, as far as that is
 * beyond chance. Where both solve nearly all at the largest, the title says that rather than who has a hair more.
 */
export function leadTitle(view: LeadView): string {
  const {signs, comparison} = view;
  const {points, crossing} = comparison;
  const training = roleName(view.trained);
  const [first, last] = [points[0]!, points.at(-1)!];
  const [few, many] = [tries(first.k), whole(last.k)];
  if (crossing.isSame)
    return `${training} changes nothing: it solves what its base solves, at every number of tries`;
  if (first === last) return singleTitle(training, few, signs[0]);
  const open = isNearlyAll(view)
    ? `with ${many} both solve nearly all`
    : `with ${many} there is no clear winner`;
  const titles: Record<string, string> = {
    "1,-1": `${training} wins with ${few} and loses with ${many}`,
    "1,1": `${training} wins with ${few}, and still wins with ${many}`,
    "1,0": `${training} wins with ${few}; ${open}`,
    "-1,-1": `${training} loses with ${few}, and still loses with ${many}`,
    "-1,1": `${training} loses with ${few} and wins with ${many}`,
    "-1,0": `${training} loses with ${few}; ${open}`,
    "0,-1": `${training} wins nothing clear with ${few} and loses with ${many}`,
    "0,1": `${training} wins nothing clear with ${few}, but wins with ${many}`,
    "0,0": `No clear winner between ${training} and its base, with ${few} or with ${many}`
  };
  return titles[signs.join(",")]!;
}

function singleTitle(training: string, few: string, sign: -1 | 0 | 1): string {
  if (sign === 0) return `No clear winner between ${training} and its base with ${few}`;
  return `${training} ${sign > 0 ? "wins" : "loses"} with ${few}`;
}

function isNearlyAll({curves}: LeadView): boolean {
  return Object.values(curves).every(({points}) => 1 - points.at(-1)!.coverage < ROOM);
}
