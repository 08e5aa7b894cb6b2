import {existsSync} from "node:fs";
import type {GivenPolicy} from "../../loaders/importing/study-file.js";
import {benchmarkId} from "../../loaders/importing/joining/benchmark-name.js";
import type {Role} from "../../loaders/schema/domain.js";
import {UserError} from "../../loaders/schema/user-error.js";

/** What the options of `report` and `import` say of all policies, or of one: `NAME:VALUE`. */
export interface SourceOptions {
  format?: string[];
  map?: string[];
  role?: string[];
  benchmark?: string | null;
}

const roles: readonly Role[] = ["base", "rl", "instruct", "distilled"];

/** `name=PATH` begins a policy; what follows without a name is one more path of it, as a shell expands a pattern. */
export function givenPolicies(args: readonly string[], options: SourceOptions): GivenPolicy[] {
  const named = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const arg of args) {
    const match = existsSync(arg) ? null : /^([\w.-][\w. -]*)=(.+)$/s.exec(arg);
    if (match !== null) {
      last = named.get(match[1]!) ?? [];
      named.set(match[1]!, last);
      last.push(match[2]!);
    } else if (last === undefined)
      throw new UserError(`${arg} has no name: write name=${arg}, for example base=${arg}`);
    else last.push(arg);
  }
  const names = [...named.keys()];
  const given = rolesOf(names, options.role ?? []);
  const base = names.find((name) => given.get(name) === "base");
  return names.map((name) => ({
    id: benchmarkId(name),
    label: name,
    role: given.get(name)!,
    base: given.get(name) === "rl" && base !== undefined ? benchmarkId(base) : null,
    sources: [
      {
        paths: named.get(name)!,
        format: valueFor(name, options.format ?? []).at(-1) ?? null,
        map: columnMap(valueFor(name, options.map ?? [])),
        benchmark: options.benchmark ?? null
      }
    ]
  }));
}

/** Roles as `--role` says, else by the names; if none is then a base, the first policy is whose role neither is stated nor stands in its name. */
function rolesOf(names: readonly string[], given: readonly string[]): Map<string, Role> {
  const stated = new Map<string, Role>();
  for (const text of given) {
    const [name = "", role = ""] = text.split("=");
    if (!names.includes(name))
      throw new UserError(`--role ${text}: no policy ${name}; there are ${names.join(", ")}`);
    if (!roles.includes(role as Role)) throw new UserError(`--role ${text}: use one of ${roles.join(", ")}`);
    stated.set(name, role as Role);
  }
  const result = new Map(names.map((name) => [name, stated.get(name) ?? roleByName(name)]));
  if (![...result.values()].includes("base")) {
    const first = names.find((name) => !stated.has(name) && !RL_NAME.test(name));
    if (first !== undefined) result.set(first, "base");
  }
  return result;
}

/** A name that says of itself that the policy was trained by RL. */
const RL_NAME = /(^|[._ -])rl(vr)?($|[._ -])/i;

function roleByName(name: string): Role {
  if (/(^|[._ -])base($|[._ -])/i.test(name)) return "base";
  if (/distill/i.test(name)) return "distilled";
  return /instruct|(^|[._ -])(chat|it)$/i.test(name) ? "instruct" : "rl";
}

/** Values for a policy: those with its name before a colon, and those without any policy's. */
function valueFor(name: string, values: readonly string[]): string[] {
  return values.flatMap((value) => {
    const match = /^([\w. -]+):(?!\/)(.+)$/s.exec(value);
    if (match === null) return [value];
    return match[1] === name ? [match[2]!] : [];
  });
}

/** `ours=theirs,…` as a record. */
function columnMap(texts: readonly string[]): Record<string, string> {
  const pairs = texts
    .flatMap((text) => text.split(","))
    .map((text) => {
      const place = text.indexOf("=");
      if (place < 1 || place === text.length - 1)
        throw new UserError(`--map ${text}: expected OURS=THEIRS, for example completion=output`);
      return [text.slice(0, place), text.slice(place + 1)] as const;
    });
  return Object.fromEntries(pairs);
}
