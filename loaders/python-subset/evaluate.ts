import {boundMethod, builtins} from "./builtins.js";
import {addInPlace, arithmetic, compare, placeOf, slice} from "./operations.js";
import {Scope} from "./scope.js";
import type {Comprehension, Expression, Program, Statement, Target} from "./syntax.js";
import {Callable, Generator, integer, isTrue, ProgramFault, sequenceItems, type Value} from "./value.js";

/** Loop turns and calls that one call of a program may take. A program of the corpus takes fewer than 200. */
const mostSteps = 20_000;

const deepestRecursion = 200;

/**
 * What the program returns for one argument, as Python would. A list argument may be changed. Throws a ProgramFault where
 * Python raises, and for what only a runaway program does: too many steps, integers past 2^53, very long lists.
 */
export function callProgram(program: Program, argument: Value): Value {
  return new Evaluation(program).call([argument]);
}

/** Set by `return`: the value, also None; undefined while the function runs on. */
type Returned = Value | undefined;

class Evaluation {
  private readonly program: Program;
  private readonly self: Callable;
  private steps = 0;
  private depth = 0;

  constructor(program: Program) {
    this.program = program;
    this.self = new Callable((values, keywords) => {
      if (keywords.size > 0) throw new ProgramFault("no keyword arguments here");
      return this.call(values);
    });
  }

  call(values: readonly Value[]): Value {
    const {parameter, locals, body} = this.program;
    const [value] = values;
    if (values.length !== 1 || value === undefined) throw new ProgramFault("expected one argument");
    if (value instanceof Generator) throw new ProgramFault("a generator only for builtins");
    if (++this.depth > deepestRecursion) throw new ProgramFault("recursion too deep");
    const scope = new Scope(locals, null);
    scope.set(parameter, value);
    const returned = this.run(body, scope);
    this.depth--;
    return returned ?? null;
  }

  private step(): void {
    if (++this.steps > mostSteps) throw new ProgramFault("too many steps");
  }

  private run(statements: readonly Statement[], scope: Scope): Returned {
    for (const statement of statements) {
      const returned = this.execute(statement, scope);
      if (returned !== undefined) return returned;
    }
    return undefined;
  }

  private execute(statement: Statement, scope: Scope): Returned {
    switch (statement.kind) {
      case "assign":
        this.store(statement.target, this.value(statement.value, scope), scope);
        return undefined;
      case "add": {
        const before = this.value(statement.target, scope);
        this.store(statement.target, addInPlace(before, this.value(statement.value, scope)), scope);
        return undefined;
      }
      case "for":
        return this.loop(statement, scope);
      case "if":
        return isTrue(this.value(statement.condition, scope)) ? this.run(statement.body, scope) : undefined;
      case "return":
        return statement.value === null ? null : this.value(statement.value, scope);
      case "expression":
        this.value(statement.value, scope);
        return undefined;
    }
  }

  private store(target: Target, value: Value, scope: Scope): void {
    if (target.kind === "name") {
      scope.set(target.name, value);
      return;
    }
    const object = this.value(target.object, scope);
    if (!Array.isArray(object)) throw new ProgramFault("not a list");
    object[placeOf(object, this.value(target.index, scope))] = value;
  }

  private loop({name, iterable, body}: Statement & {kind: "for"}, scope: Scope): Returned {
    const items = sequenceItems(this.value(iterable, scope));
    // The body may change the list that it runs over; both languages then see the list as it is at each turn.
    for (const item of items) {
      this.step();
      scope.set(name, item);
      const returned = this.run(body, scope);
      if (returned !== undefined) return returned;
    }
    return undefined;
  }

  private value(expression: Expression, scope: Scope): Value {
    switch (expression.kind) {
      case "number":
        return expression.value;
      case "true":
        return true;
      case "name":
        return this.named(expression.name, scope);
      case "list":
        return expression.items.map((item) => this.value(item, scope));
      case "comprehension":
        return this.comprehension(expression, scope);
      case "negative":
        return -integer(this.value(expression.operand, scope));
      case "not":
        return !isTrue(this.value(expression.operand, scope));
      case "and": {
        const left = this.value(expression.left, scope);
        return isTrue(left) ? this.value(expression.right, scope) : left;
      }
      case "arithmetic": {
        const left = this.value(expression.left, scope);
        return arithmetic(expression.operator, left, this.value(expression.right, scope));
      }
      case "comparison":
        return this.chain(expression, scope);
      case "item": {
        const object = this.value(expression.object, scope);
        return sequenceItems(object)[placeOf(object, this.value(expression.index, scope))]!;
      }
      case "slice": {
        const object = this.value(expression.object, scope);
        return slice(
          object,
          expression.bounds.map((bound) => (bound === null ? null : this.value(bound, scope)))
        );
      }
      case "method":
        return boundMethod(this.value(expression.object, scope), expression.name);
      case "call":
        return this.callValue(expression, scope);
    }
  }

  private named(name: string, scope: Scope): Value {
    const found = scope.get(name);
    if (found !== undefined) return found;
    if (name === this.program.name) return this.self;
    const builtin = builtins.get(name);
    if (builtin === undefined) throw new ProgramFault(`no name ${name}`);
    return builtin;
  }

  private chain({first, rest}: Expression & {kind: "comparison"}, scope: Scope): boolean {
    let left = this.value(first, scope);
    for (const {operator, right} of rest) {
      const value = this.value(right, scope);
      if (!compare(operator, left, value)) return false;
      left = value;
    }
    return true;
  }

  private callValue({callee, positional, keywords}: Expression & {kind: "call"}, scope: Scope): Value {
    this.step();
    const called = this.value(callee, scope);
    const values = positional.map((argument) => this.value(argument, scope));
    const named = new Map([...keywords].map(([name, argument]) => [name, this.value(argument, scope)]));
    if (!(called instanceof Callable)) throw new ProgramFault("not a function");
    return called.call(values, named);
  }

  private comprehension({isGenerator, element, clauses, locals}: Comprehension, outer: Scope): Value {
    const inner = new Scope(locals, outer);
    const items: Value[] = [];
    const turn = (place: number): void => {
      const clause = clauses[place];
      if (clause === undefined) items.push(this.value(element, inner));
      else if (clause.kind === "if") {
        if (isTrue(this.value(clause.condition, inner))) turn(place + 1);
      } else {
        // Python evaluates the first iterable outside of the comprehension.
        const list = sequenceItems(this.value(clause.iterable, place === 0 ? outer : inner));
        for (const item of list) {
          this.step();
          inner.set(clause.name, item);
          turn(place + 1);
        }
      }
    };
    turn(0);
    return isGenerator ? new Generator(items) : items;
  }
}
