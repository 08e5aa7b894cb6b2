import {dirname, resolve} from "node:path";
import {type} from "arktype";
import {UserError} from "../user-error.js";
import type {Where} from "../yaml-file.js";
import {idSchema} from "./fields.js";
import {fileId, isModulePath} from "./module-path.js";

/** A verifier that a user brings: a module with a grader, or a command that reads and writes JSON lines. */
export interface OwnVerifier {
  /** The id of its verdicts: as the study gives it, or the name of the file. */
  id: string;
  /** Absolute path of the module; null for a command. */
  module: string | null;
  /** Program and arguments; null for a module. */
  command: readonly string[] | null;
  /** Absolute path of the study's folder, in which the command runs. */
  folder: string;
  /** Seconds for one completion; null for the usual limit. */
  timeLimit: number | null;
  /** Seconds that a command may take to start, besides; null for the usual limit. */
  startLimit: number | null;
  /** Where it stands: `study.yaml:12`, or the option that names it. */
  where: string;
}

const limit = type("0 < number <= 86400");

/** A verifier as a study file names it: the id of one of ours, the path of a module, or a map. */
export const verifierSchema = type("string > 0").or({
  "+": "reject",
  "id?": idSchema,
  "module?": "string > 0",
  "command?": "string[] >= 1",
  "time_limit?": limit,
  "start_limit?": limit
});

type RawVerifier = typeof verifierSchema.infer;

/** The ids that a study's benchmarks name, in one list with the verifiers that are the user's own, each once. */
export class VerifierNames {
  readonly own: OwnVerifier[] = [];
  private readonly file: string;
  private readonly where: Where;

  constructor(file: string, where: Where) {
    this.file = file;
    this.where = where;
  }

  /** The id of a verifier at a path of the file. Throws a UserError where two different ones would have one id. */
  id(raw: RawVerifier, path: readonly (string | number)[]): string {
    if (typeof raw === "string" && !isModulePath(raw)) return raw;
    const verifier = ownVerifier(raw, dirname(resolve(this.file)), this.where(path));
    const same = this.own.find(({id}) => id === verifier.id);
    if (same === undefined) this.own.push(verifier);
    else if (!isSame(same, verifier)) {
      throw new UserError(
        `${verifier.where}: the verifier ${verifier.id} is another one at ${same.where}; give one of them an id: {id: …}`
      );
    }
    return verifier.id;
  }
}

/** A user's verifier, its paths relative to `folder`. Throws a UserError for a map that names neither or both of module and command. */
export function ownVerifier(raw: RawVerifier, folder: string, where: string): OwnVerifier {
  const given = typeof raw === "string" ? {module: raw} : raw;
  const {module, command} = given;
  if ((module === undefined) === (command === undefined))
    throw new UserError(`${where}: a verifier has either module or command`);
  return {
    id: given.id ?? fileId(module ?? commandFile(command!)),
    module: module === undefined ? null : resolve(folder, module),
    command: command ?? null,
    folder,
    timeLimit: given.time_limit ?? null,
    startLimit: given.start_limit ?? null,
    where
  };
}

/** The argument that names a verifier: the first one with an ending (`reward.py`), else the program. */
function commandFile(command: readonly string[]): string {
  return command.slice(1).find((argument) => /^[^-].*\.\w+$/.test(argument)) ?? command[0]!;
}

function isSame(a: OwnVerifier, b: OwnVerifier): boolean {
  return JSON.stringify({...a, where: ""}) === JSON.stringify({...b, where: ""});
}
