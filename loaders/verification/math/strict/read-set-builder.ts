import {number, symbolsOf} from "../algebra/expression.js";
import {ParseError, type Token} from "../algebra/parsing/token.js";
import type {Answer} from "./answer.js";
import {split} from "./token-split.js";

/** `\{x : x < 5\}` and `\{x \in \mathbb{R} \mid x < 5\}` as their condition; null for sets that list their elements. Throws ParseError for others. */
export function readSetBuilder(
  inside: readonly Token[],
  read: (tokens: readonly Token[]) => Answer
): Answer | null {
  const named = ["mid", ":"].find((mark) => inside.some(({text}) => text === mark));
  const bars = inside.filter(({text}) => text === "|").length;
  const mark = named ?? (bars % 2 === 1 ? "|" : null);
  if (mark === null) return null;
  const {parts, marks} = split(inside, (token) => token.text === mark);
  const [left, ...rest] = parts;
  const condition = mark === "|" ? inside.slice(left!.length + 1) : rest[0]!;
  const isVariable = left?.[0]?.kind === "symbol" && (left.length === 1 || isIn(left.slice(1)));
  if (!isVariable || (mark !== "|" && marks.length > 1)) throw new ParseError("set-builder notation");
  const answer = read(condition);
  const relations = answer.kind === "combination" ? answer.parts : [answer];
  const name = left[0]!.text;
  const isAbout = relations.every(
    (part) =>
      part.kind === "relation" &&
      part.sides.some((side) => side.kind === "value" && symbolsOf(side.expression).includes(name))
  );
  if (!isAbout) throw new ParseError("a condition on something else");
  const set = left.length > 1 ? left.at(-1)!.text : "mathbb R";
  return set === "mathbb R" ? answer : integersIn(set === "mathbb N" ? fromOne(answer) : answer);
}

/** More integers than this are not listed. */
const MAX_INTEGERS = 50n;

/** `x < 4` of natural numbers as `1 \le x < 4`; other conditions unchanged. */
function fromOne(answer: Answer): Answer {
  if (answer.kind !== "relation" || answer.sides.length !== 2 || !/^<=?$/.test(answer.comparators[0]!))
    return answer;
  return {
    ...answer,
    sides: [{kind: "value", expression: number(1n), unit: null}, ...answer.sides],
    comparators: ["<=", ...answer.comparators]
  };
}

/** The integers between two numbers, as a set. */
function integersIn(answer: Answer): Answer {
  if (answer.kind !== "relation" || answer.sides.length !== 3) throw new ParseError("a set without bounds");
  const [low, high] = [integerOf(answer.sides[0]), integerOf(answer.sides[2])];
  const signs = answer.comparators;
  if (low === null || high === null || !signs.every((sign) => sign === "<" || sign === "<="))
    throw new ParseError("a set without bounds");
  const first = signs[0] === "<" ? low + 1n : low;
  const last = signs[1] === "<" ? high - 1n : high;
  const count = last - first + 1n;
  if (count > MAX_INTEGERS || count < 0n) throw new ParseError("a long set");
  const items = Array.from({length: Number(count)}, (_, i): Answer => ({
    kind: "value",
    expression: number(first + BigInt(i)),
    unit: null
  }));
  return {kind: "collection", open: "{", close: "}", items};
}

function integerOf(answer: Answer | undefined): bigint | null {
  if (answer?.kind !== "value" || answer.unit !== null) return null;
  const {expression: x} = answer;
  const values = (x.kind === "product" ? x.factors : [x]).map((part) =>
    part.kind === "number" ? part.value : null
  );
  if (!values.every((value) => value?.isInteger() === true)) return null;
  return values.reduce((product, value) => product * value!.numerator, 1n);
}

function isIn(tokens: readonly Token[]): boolean {
  return tokens.length === 2 && tokens[0]!.text === "in" && /^mathbb [RZN]$/.test(tokens[1]!.text);
}
