import {createRandom} from "../../../src/random/keyed-random.js";
import {commonness} from "./construction-weights.js";
import {drawInput} from "./draw-input.js";
import {listFunctions, type ListFunction} from "./list-function.js";

const sampleSize = 100;
/** Functions that agree on fewer of the sample are told apart by any three examples, but for one draw in a thousand. */
const fewestAgreements = 10;

/** Outputs of a function for the sample, each as JSON. */
type Outputs = readonly string[];

let outputs: ReadonlyMap<ListFunction, Outputs> | null = null;

const known = new Map<ListFunction, readonly ListFunction[]>();

/**
 * The functions, at least as common as the given one, that often give the same output for the short lists of a prompt; the
 * most similar first.
 */
export function similarFunctions(of: ListFunction): readonly ListFunction[] {
  outputs ??= sampleOutputs();
  let similar = known.get(of);
  if (similar === undefined) {
    similar = findSimilar(of, outputs);
    known.set(of, similar);
  }
  return similar;
}

function sampleOutputs(): ReadonlyMap<ListFunction, Outputs> {
  const random = createRandom("similar functions");
  const sample = Array.from({length: sampleSize}, () => drawInput(random));
  return new Map(
    listFunctions().map((each) => [each, sample.map((input) => JSON.stringify(each.apply(input)))])
  );
}

function findSimilar(of: ListFunction, all: ReadonlyMap<ListFunction, Outputs>): readonly ListFunction[] {
  const own = all.get(of)!;
  return listFunctions()
    .filter((other) => other !== of && other.answer === of.answer && commonness(other) >= commonness(of))
    .map((other) => ({other, agreements: agreementCount(own, all.get(other)!)}))
    .filter(({agreements}) => agreements >= fewestAgreements)
    .toSorted((a, b) => b.agreements - a.agreements)
    .map(({other}) => other);
}

function agreementCount(a: Outputs, b: Outputs): number {
  return a.filter((output, index) => output === b[index]).length;
}
