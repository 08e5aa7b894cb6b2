import {composedConstructions} from "./constructions/composed.js";
import {rareConstructions} from "./constructions/rare.js";
import {simpleConstructions} from "./constructions/simple.js";

/**
 * What a function is made of, with all its functions, in the order in which a behaviour that two of them have is given away:
 * simple ones, compositions of two, and rare ones. Every function is written in each strategy.
 */
export const constructions = {
  ...simpleConstructions,
  ...composedConstructions,
  ...rareConstructions
};

export type Construction = keyof typeof constructions;

export const constructionNames = Object.keys(constructions) as Construction[];

/** Whether functions of a construction take two steps, one after the other. */
export function isComposed(construction: Construction): boolean {
  return construction in composedConstructions;
}

/** Whether a construction is one that only some problems need. */
export function isRare(construction: Construction): boolean {
  return construction in rareConstructions;
}
