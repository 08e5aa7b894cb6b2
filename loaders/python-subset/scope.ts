import {ProgramFault, type Value} from "./value.js";

/** The names of a function, or of a comprehension within one. */
export class Scope {
  private readonly names: ReadonlySet<string>;
  private readonly outer: Scope | null;
  private readonly values = new Map<string, Value>();

  constructor(names: ReadonlySet<string>, outer: Scope | null) {
    this.names = names;
    this.outer = outer;
  }

  /** The value of a name; undefined for one that belongs to no scope. A fault for a name that has no value yet. */
  get(name: string): Value | undefined {
    if (!this.names.has(name)) return this.outer?.get(name);
    const value = this.values.get(name);
    if (value === undefined) throw new ProgramFault(`${name} has no value yet`);
    return value;
  }

  set(name: string, value: Value): void {
    this.values.set(name, value);
  }
}
