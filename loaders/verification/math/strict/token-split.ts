import {ParseError, type Token} from "../algebra/parsing/token.js";

const openers: ReadonlySet<string> = new Set(["(", "[", "{", "\\{", "langle", "lfloor", "lceil"]);
const closers: ReadonlySet<string> = new Set([")", "]", "}", "\\}", "rangle", "rfloor", "rceil"]);
const combiners: ReadonlySet<string> = new Set(["cup", "cap", "setminus"]);

/** Tokens between marks: one part more than marks. */
export interface Split {
  parts: Token[][];
  marks: string[];
}

/** Splits at operators outside of all brackets. Throws ParseError for unbalanced brackets. */
export function split(tokens: readonly Token[], isMark: (token: Token) => boolean): Split {
  const result: Split = {parts: [[]], marks: []};
  let depth = 0;
  for (const token of tokens) {
    depth += depthChange(token);
    if (depth < 0) throw new ParseError("unbalanced brackets");
    if (depth === 0 && token.kind === "operator" && isMark(token)) {
      result.marks.push(token.text);
      result.parts.push([]);
    } else result.parts.at(-1)!.push(token);
  }
  if (depth !== 0) throw new ParseError("unbalanced brackets");
  return result;
}

function depthChange(token: Token): number {
  if (token.kind === "command")
    return token.text.startsWith("begin ") ? 1 : token.text.startsWith("end ") ? -1 : 0;
  if (token.kind !== "operator") return 0;
  return openers.has(token.text) ? 1 : closers.has(token.text) ? -1 : 0;
}

/** Whether a token opens a bracket. */
export function opensBracket(token: Token): boolean {
  return token.kind === "operator" && openers.has(token.text);
}

/** Whether the bracket that the first token opens is closed by the last one. */
export function closesAtEnd(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    depth += depthChange(token);
    if (depth === 0) return i === tokens.length - 1;
  }
  return false;
}

/** Sets are subtracted with a minus sign too: \mathbb{R} - \{2\}. */
export function withSetDifference(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, i) => {
    const [before, after] = [tokens[i - 1]?.text ?? "", tokens[i + 1]?.text];
    const isDifference =
      token.text === "-" &&
      (before.startsWith("mathbb")
        ? /^(?:\\\{|[[(])$/.test(after ?? "")
        : before === "\\}" && after === "\\{");
    return isDifference ? {...token, text: "setminus"} : token;
  });
}

function isEdge(token: Token | undefined): boolean {
  return token === undefined || combiners.has(token.text) || token.text === "in";
}

/** Open ends of intervals in round brackets, where they were written turned: ]0, 1[ and [0, 1[. */
export function withRoundEnds(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({text}) => text === "]" || text === "[")) return tokens;
  return tokens.map((token, i) => {
    if (token.text === "]" && isEdge(tokens[i - 1])) return {...token, text: "("};
    return token.text === "[" && isEdge(tokens[i + 1]) ? {...token, text: ")"} : token;
  });
}
