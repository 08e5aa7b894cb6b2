import {topLevelBlocks} from "./blocks.js";

/** Names of a Python text, found without parsing it: enough to tell which other block of a completion it needs. */
export interface Names {
  /** Bound by its own top-level statements: what it offers to other blocks. */
  offered: ReadonlySet<string>;
  /** Bound anywhere in it, parameters included. */
  bound: ReadonlySet<string>;
  used: ReadonlySet<string>;
}

const LONGEST_STATEMENT = 500;

/** The names of a Python text; strings and comments have none, but f-strings have. */
export function namesOf(text: string): Names {
  const code = withoutStrings(text);
  const statements = code.split("\n").map((line) => line.slice(0, LONGEST_STATEMENT));
  const heads = topLevelBlocks(code).map((block) => block.split("\n", 1)[0]!.slice(0, LONGEST_STATEMENT));
  return {
    offered: new Set(heads.flatMap(boundBy)),
    bound: new Set(statements.flatMap((line) => [...boundBy(line.trim()), ...parametersOf(line)])),
    used: new Set(Array.from(code.matchAll(/(?<![\w.])[A-Za-z_]\w*/g), ([name]) => name))
  };
}

/** Whether `of` uses a name without binding it that `from` offers. */
export function needs(of: Names, from: Names): boolean {
  return [...from.offered].some((name) => of.used.has(name) && !of.bound.has(name));
}

function boundBy(statement: string): string[] {
  const definition = /^(?:async\s+)?(?:def|class)\s+(\w+)/.exec(statement);
  if (definition !== null) return [definition[1]!];
  const imported = /^(?:from\s+\S+\s+)?import\s(.*)/.exec(statement);
  if (imported !== null) return imported[1]!.split(",").map(importedName);
  const loop = /^(?:async\s+)?for\s(.*)/.exec(statement);
  if (loop !== null) return words(loop[1]!.split(/\bin\b/, 1)[0]!);
  const aliases = Array.from(statement.matchAll(/\bas\s+(\w+)/g), ([, name]) => name!);
  // An augmented assignment uses its name; what is in brackets or after a dot is a target that binds none, or an argument.
  const equals = /(?<![=!<>:+\-*/%&|^@])=(?!=)/.exec(statement);
  const targets = equals === null ? "" : statement.slice(0, equals.index).split(":", 1)[0]!;
  return [...aliases, ...(/^[\w\s,*]*$/.test(targets) ? words(targets) : [])];
}

function importedName(text: string): string {
  const names = words(text);
  return names.at(-1) === undefined ? "" : names.includes("as") ? names.at(-1)! : names[0]!;
}

/** The words of the parameter list of a `def` or a first `lambda`. */
function parametersOf(line: string): string[] {
  const lambda = /\blambda\b([^:]*)/.exec(line);
  const start = /\bdef\s+\w+\s*\(/.exec(line);
  if (start === null) return words(lambda?.[1] ?? "");
  const rest = line.slice(start.index + start[0].length);
  let depth = 0;
  const end = Array.from(rest).findIndex((character) => {
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    return depth < 0;
  });
  return words(end === -1 ? rest : rest.slice(0, end));
}

function words(text: string): string[] {
  return text.match(/[A-Za-z_]\w*/g) ?? [];
}

const token = /#[^\n]*|([A-Za-z]{0,2})("""|'''|"|')/g;

/** The text with its comments and strings blanked, line breaks kept; the text of f-strings stays. */
function withoutStrings(text: string): string {
  const parts: string[] = [];
  let position = 0;
  token.lastIndex = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [whole, prefix, quote] = found;
    parts.push(text.slice(position, found.index));
    position = found.index + whole.length;
    if (quote !== undefined) {
      const end = endOfString(text, position, quote);
      const content = text.slice(position, end);
      parts.push(/f/i.test(prefix!) ? ` ${content} ` : content.replace(/[^\n]+/g, " "));
      position = end + quote.length;
    }
    token.lastIndex = position;
  }
  return parts.join("") + text.slice(position);
}

/** Where the closing quote starts; a string of one quote ends with its line at the latest. */
function endOfString(text: string, from: number, quote: string): number {
  for (let position = from; position < text.length; position += 1) {
    if (text[position] === "\\") position += 1;
    else if (quote.length === 1 && text[position] === "\n") return position - 1;
    else if (text.startsWith(quote, position)) return position;
  }
  return text.length;
}
