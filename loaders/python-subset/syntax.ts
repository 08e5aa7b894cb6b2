/** Expressions of the subset. Each means what it means in Python. */
export type Expression =
  | {kind: "number"; value: number}
  | {kind: "true"}
  | {kind: "name"; name: string}
  | {kind: "list"; items: Expression[]}
  | Comprehension
  | {kind: "negative"; operand: Expression}
  | {kind: "not"; operand: Expression}
  | {kind: "and"; left: Expression; right: Expression}
  | {kind: "arithmetic"; operator: ArithmeticOperator; left: Expression; right: Expression}
  | {kind: "comparison"; first: Expression; rest: Comparison[]}
  | Item
  | {kind: "slice"; object: Expression; bounds: [Expression | null, Expression | null, Expression | null]}
  | {kind: "method"; object: Expression; name: string}
  | {kind: "call"; callee: Expression; positional: Expression[]; keywords: Map<string, Expression>};

/** `[ element for … ]`, or the same in round brackets as the only argument of a call. */
export interface Comprehension {
  kind: "comprehension";
  isGenerator: boolean;
  element: Expression;
  clauses: Clause[];
  /** Names that the clauses bind. */
  locals: Set<string>;
}

/** The first clause is a `for`. */
export type Clause = {kind: "for"; name: string; iterable: Expression} | {kind: "if"; condition: Expression};

interface Item {
  kind: "item";
  object: Expression;
  index: Expression;
}

export const arithmeticOperators = ["+", "-", "*", "//", "%"] as const;

export type ArithmeticOperator = (typeof arithmeticOperators)[number];

export const comparisonOperators = [">", "<", ">=", "<=", "==", "!=", "in", "not in"] as const;

export type ComparisonOperator = (typeof comparisonOperators)[number];

/** One link of a chain: `1 < x < 5` has two. */
export interface Comparison {
  operator: ComparisonOperator;
  right: Expression;
}

export type Target = {kind: "name"; name: string} | Item;

export type Statement =
  | {kind: "assign"; target: Target; value: Expression}
  | {kind: "add"; target: Target; value: Expression}
  | {kind: "for"; name: string; iterable: Expression; body: Statement[]}
  | {kind: "if"; condition: Expression; body: Statement[]}
  | {kind: "return"; value: Expression | null}
  | {kind: "expression"; value: Expression};

/** `def name ( parameter ) : body` */
export interface Program {
  name: string;
  parameter: string;
  body: Statement[];
  /** Names that belong to the function: its parameter and all that it assigns to. */
  locals: Set<string>;
}
