/** A part of a query. Words and quoted names are in lower case, texts without their quotes. */
interface Token {
  kind: "word" | "name" | "text" | "number" | "sign";
  value: string;
}

const TOKEN =
  /\s+|([a-z_][\w$]*)|'((?:[^']|'')*)'|"((?:[^"]|"")+)"|(\d[\w.]*)|(::|<>|!=|<=|>=|\|\||[-=<>+*/%(),.])/iy;

/** Words that end a WHERE clause. */
const ENDS = new Set(["group", "having", "window", "qualify", "order", "limit", "offset"]);
/** Words after which a condition need not hold for every row that a query reads. */
const DOUBTFUL = new Set(
  "or not union except intersect join with exists values table case sample tablesample pivot unpivot lambda using positional asof lateral".split(
    " "
  )
);

/**
 * The only benchmarks whose rows a query over `completions` can read; null where that is not certain. It is for one plain
 * SELECT from that table alone, whose WHERE clause has `benchmark = '…'` or `benchmark IN ('…', …)` among conditions that are
 * joined by AND alone. Anything that could make the clause mean something else gives null.
 */
export function benchmarkFilter(sql: string): string[] | null {
  const tokens = tokenize(sql);
  if (tokens === null) return null;
  const [first] = tokens;
  const from = tokens.findIndex(isWord("from"));
  const isPlain =
    first !== undefined &&
    isWord("select")(first) &&
    tokens.filter(isWord("select")).length === 1 &&
    tokens.filter(isWord("from")).length === 1 &&
    !tokens.some(({kind, value}) => kind === "word" && DOUBTFUL.has(value));
  if (!isPlain || renamesBenchmark(tokens.slice(0, from))) return null;
  const source = readSource(tokens.slice(from + 1));
  if (source === null) return null;
  const conjuncts = topLevel(source.condition);
  const found = conjuncts?.flatMap((conjunct) => {
    const names = allowedBenchmarks(conjunct, source.names);
    return names === null ? [] : [names];
  });
  return found?.[0] ?? null;
}

/** The tokens of a query; null where it has one of another kind, such as a comment, brackets or a dollar quote. */
function tokenize(sql: string): Token[] | null {
  const tokens: Token[] = [];
  const text = sql.trim().replace(/;$/, "");
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    // Comments and arrows, which bind more loosely than AND, are made of signs that are allowed alone.
    if (match === null || ["--", "/*", "->"].some((sign) => text.startsWith(sign, at))) return null;
    const [, word, literal, quoted, number, sign] = match;
    if (word !== undefined) {
      // e'…' and the like read backslashes in another way.
      if (text[TOKEN.lastIndex] === "'") return null;
      tokens.push({kind: "word", value: word.toLowerCase()});
    } else if (literal !== undefined) tokens.push({kind: "text", value: literal.replaceAll("''", "'")});
    else if (quoted !== undefined)
      tokens.push({kind: "name", value: quoted.replaceAll('""', '"').toLowerCase()});
    else if (number !== undefined) tokens.push({kind: "number", value: number});
    else if (sign !== undefined) tokens.push({kind: "sign", value: sign});
  }
  return tokens;
}

const isWord =
  (word: string) =>
  (token: Token | undefined): boolean =>
    token?.kind === "word" && token.value === word;

const isSign =
  (sign: string) =>
  (token: Token | undefined): boolean =>
    token?.kind === "sign" && token.value === sign;

/** Whether a token names something: as a word, or in quotes. */
const isName =
  (name: string) =>
  (token: Token | undefined): boolean =>
    (token?.kind === "word" || token?.kind === "name") && token.value === name;

/** Whether the columns before FROM might give something else the name `benchmark`: it must stand where a column is read. */
function renamesBenchmark(columns: readonly Token[]): boolean {
  return columns.some((token, i) => {
    if (!isName("benchmark")(token)) return false;
    const before = columns[i - 1]!;
    return before.kind === "sign"
      ? before.value === ")"
      : !(isWord("select")(before) || isWord("distinct")(before));
  });
}

/** What the query reads from: names that may stand before a column, and its WHERE clause; null for more than `completions`. */
function readSource(tokens: readonly Token[]): {names: string[]; condition: Token[]} | null {
  let at = isName("main")(tokens[0]) && isSign(".")(tokens[1]) ? 2 : 0;
  if (!isName("completions")(tokens[at++])) return null;
  const names = ["completions"];
  if (isWord("as")(tokens[at])) at++;
  const alias = tokens[at];
  if (alias !== undefined && !isWord("where")(alias)) {
    // A table of the column's name would be what the condition compares.
    if ((alias.kind !== "word" && alias.kind !== "name") || alias.value === "benchmark") return null;
    names.push(alias.value);
    at++;
  }
  if (!isWord("where")(tokens[at++])) return null;
  const end = tokens.findIndex(({kind, value}, i) => i >= at && kind === "word" && ENDS.has(value));
  return {names, condition: tokens.slice(at, end < 0 ? undefined : end)};
}

/** The conditions that AND joins at the top level; null where brackets do not match. The AND of BETWEEN joins none. */
function topLevel(condition: readonly Token[]): Token[][] | null {
  const conjuncts: Token[][] = [[]];
  let depth = 0;
  let isBetween = false;
  for (const token of condition) {
    if (isSign("(")(token)) depth++;
    if (isSign(")")(token)) depth--;
    if (depth < 0) return null;
    if (depth === 0 && isWord("between")(token)) isBetween = true;
    if (depth > 0 || !isWord("and")(token)) conjuncts.at(-1)!.push(token);
    else if (isBetween) {
      conjuncts.at(-1)!.push(token);
      isBetween = false;
    } else conjuncts.push([]);
  }
  return depth === 0 ? conjuncts : null;
}

/** The texts of `benchmark = '…'` and `benchmark IN ('…', …)`; null for any other condition. */
function allowedBenchmarks(conjunct: readonly Token[], names: readonly string[]): string[] | null {
  const isNamed = names.some((name) => isName(name)(conjunct[0])) && isSign(".")(conjunct[1]);
  const [column, operator, ...values] = isNamed ? conjunct.slice(2) : conjunct;
  if (!isName("benchmark")(column)) return null;
  if (isSign("=")(operator)) return values.length === 1 ? textsOf(values) : null;
  const isList = isWord("in")(operator) && isSign("(")(values[0]) && isSign(")")(values.at(-1));
  if (!isList) return null;
  const items = values.slice(1, -1);
  const isSeparated = items.length % 2 === 1 && items.every((item, i) => i % 2 === 0 || isSign(",")(item));
  return isSeparated ? textsOf(items.filter((_, i) => i % 2 === 0)) : null;
}

function textsOf(tokens: readonly Token[]): string[] | null {
  return tokens.every(({kind}) => kind === "text") ? tokens.map(({value}) => value) : null;
}
