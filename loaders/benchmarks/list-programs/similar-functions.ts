import {createRandom} from "../../random/random.js";
import {commonness} from "./construction-weights.js";
import {drawInput} from "./draw-input.js";
import {listFunctions, type ListFunction} from "./list-function.js";

const sampleSize = 100;
/** Functions that agree on fewer of the sample are told apart by any three examples, but for one draw in a thousand. */
const fewestAgreements = 10;

let rivals: Map<ListFunction, readonly ListFunction[]> | null = null;

/**
 * The functions, at least as common as the given one, that often give the same output for the short lists of a prompt; the
 * most similar first. The first call takes about a second.
 */
export function similarFunctions(of: ListFunction): readonly ListFunction[] {
  rivals ??= allRivals();
  return rivals.get(of)!;
}

function allRivals(): Map<ListFunction, readonly ListFunction[]> {
  const random = createRandom("similar functions");
  const sample = Array.from({length: sampleSize}, () => drawInput(random));
  const outputs = new Map(
    listFunctions.map((each) => [each, sample.map((input) => JSON.stringify(each.apply(input)))])
  );
  const rivalsOf = (each: ListFunction) => {
    const own = outputs.get(each)!;
    return listFunctions
      .filter((other) => other !== each && commonness(other) >= commonness(each))
      .map((other) => ({other, agreements: agreementCount(own, outputs.get(other)!)}))
      .filter(({agreements}) => agreements >= fewestAgreements)
      .toSorted((a, b) => b.agreements - a.agreements)
      .map(({other}) => other);
  };
  return new Map(listFunctions.map((each) => [each, rivalsOf(each)]));
}

function agreementCount(a: readonly string[], b: readonly string[]): number {
  return a.filter((output, index) => output === b[index]).length;
}
