import {nearestName} from "../schema/nearest-name.js";
import {printable} from "../schema/printable.js";
import type {Study} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";
import type {Grader} from "./grader.js";
import * as registry from "./registry.js";
import type {ProcessDefinition, VerifierDefinition} from "./verifier-definition.js";

const definitions: readonly VerifierDefinition[] = Object.values(registry);

/** The ids of our verifiers. */
const verifierIds: readonly string[] = definitions.map(({id}) => id).sort();

/** The verifier of ours with an id. Throws a UserError that lists the known ids; `where` is the place that names it. */
export function findVerifier(id: string, where?: string): VerifierDefinition {
  const found = definitions.find((definition) => definition.id === id);
  if (found !== undefined) return found;
  const nearest = nearestName(id, verifierIds);
  const meant = nearest === null ? "" : ` (did you mean ${nearest}?)`;
  throw new UserError(
    `${where === undefined ? "" : `${where}: `}unknown verifier ${printable(id, 120)}${meant}: use one of ${verifierIds.join(", ")}, or the path of a module: ./my-verifier.ts`
  );
}

/** The grader of a verifier. Throws a UserError for a verifier that does not exist or has processes instead. */
export function graderOf(id: string): Grader {
  const definition = findVerifier(id);
  if ("grade" in definition) return definition.grade;
  throw new UserError(`the verifier ${id} is no pure grader`);
}

/** Whether an id is of another tool's verdicts, which imports bring: `lm-eval@exact_match`. Nothing here can judge by it. */
export function isForeignVerifier({policies, ownVerifiers}: Study, id: string): boolean {
  if (!policies.some(({samples}) => samples !== null) || !/^[\w.-]+@./.test(id)) return false;
  return !verifierIds.includes(id) && !ownVerifiers.some((own) => own.id === id);
}

/** Throws a UserError for a benchmark or a judge whose verifiers do not all exist, and for a verifier of the user's that has the id of one of ours. */
export function checkVerifiers(study: Study): void {
  const {benchmarks, judge, ownVerifiers, where} = study;
  for (const own of ownVerifiers) {
    if (verifierIds.includes(own.id))
      throw new UserError(`${own.where}: ${own.id} is a verifier of ours: give yours another id`);
  }
  const own = new Set(ownVerifiers.map(({id}) => id));
  for (const [place, {verifier, audit}] of benchmarks.entries()) {
    const at = ["benchmarks", place];
    const isKnown = (id: string): boolean => own.has(id) || isForeignVerifier(study, id);
    if (!isKnown(verifier)) findVerifier(verifier, where([...at, "verifier"]));
    for (const id of audit) if (!isKnown(id)) findVerifier(id, where([...at, "audit"]));
  }
  const reader = judge?.verifier;
  if (reader !== undefined && !own.has(reader)) findVerifier(reader, where(["judge", "verifier"]));
}

/** The programs of the distribution that a study's verifiers need. */
export function neededPrograms(study: Study): ProcessDefinition["programs"] {
  const own = new Set(study.ownVerifiers.map(({id}) => id));
  const ids = study.benchmarks
    .flatMap(({verifier, audit}) => [verifier, ...audit])
    .filter((id) => !own.has(id) && !isForeignVerifier(study, id));
  const programs = ids
    .map((id) => findVerifier(id))
    .flatMap((one) => ("programs" in one ? one.programs : []));
  return [...new Set(programs)];
}

/** Whether a gold that is given on the command line is the text itself, not JSON. */
export function goldIsText(id: string): boolean {
  const definition = definitions.find((each) => each.id === id);
  return definition !== undefined && "grade" in definition && definition.goldIsText === true;
}
