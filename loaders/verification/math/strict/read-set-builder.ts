import {symbolsOf} from "../algebra/expression.js";
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
  const isVariable = left?.[0]?.kind === "symbol" && (left.length === 1 || isReal(left.slice(1)));
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
  return answer;
}

function isReal(tokens: readonly Token[]): boolean {
  return tokens.length === 2 && tokens[0]!.text === "in" && tokens[1]!.text === "mathbb R";
}
