import {createReadStream} from "node:fs";
import {createInterface} from "node:readline";
import {parseJson} from "../../schema/parse-json.js";
import {UserError} from "../../schema/user-error.js";
import type {Importer} from "../importer.js";
import type {ForeignVerdict, RawCompletion} from "../raw-completion.js";
import {ColumnMap} from "./column-map.js";

/** JSON lines with one completion each, or a list of them: what most programs write that have no format of their own. */
export const jsonl: Importer = {
  id: "jsonl",
  what: "JSON lines with a completion, or a list of completions, each",
  isGeneric: true,
  detects: ({firstRow, file}, {columns}) =>
    isObject(firstRow) && new ColumnMap(columns).find(firstRow, "completion", `${file}:1`) !== null,
  read: async function* (file, {columns}) {
    const map = new ColumnMap(columns);
    let line = 0;
    for await (const text of createInterface({input: createReadStream(file, "utf8"), crlfDelay: Infinity})) {
      line++;
      if (text.trim() === "") continue;
      const where = `${file}:${line}`;
      const row = parseJson(text, where);
      if (!isObject(row)) throw new UserError(`invalid row at ${where}: expected a JSON object`);
      yield* rawCompletions(row, map, {file, line});
    }
  }
};

/** The completions of one row. A list of completions has lists, or one value for all, in its other columns. */
function* rawCompletions(
  row: Record<string, unknown>,
  map: ColumnMap,
  {file, line}: {file: string; line: number}
): Generator<RawCompletion> {
  const where = `${file}:${line}`;
  const found = map.find(row, "completion", where);
  if (found === null)
    throw new UserError(
      `no completion at ${where}: name its column with --columns completion=NAME; the row has ${Object.keys(row).join(", ")}`
    );
  const isList = Array.isArray(found.value);
  const completions: unknown[] = isList ? (found.value as unknown[]) : [found.value];
  for (const [place, completion] of completions.entries()) {
    if (typeof completion !== "string")
      throw new UserError(
        `invalid completion at ${where}: ${found.column} must be a text or a list of texts (was ${shown(completion)})`
      );
    const value = new RowReader(row, map, where, isList ? {place, count: completions.length} : null);
    yield {
      file,
      line,
      problem: {
        id: value.text("problem_id"),
        prompt: value.text("prompt"),
        gold: map.find(row, "gold", where)?.value ?? null
      },
      repeat: value.integer("repeat"),
      seed: value.integer("seed"),
      model: value.text("model"),
      completion,
      reasoning: value.text("reasoning"),
      completionTokens: value.integer("completion_tokens"),
      finishReason: value.finishReason(),
      sumLogprob: value.number("sum_logprob"),
      foreign: value.foreign()
    };
  }
}

/** The values of a row for one of its completions. */
class RowReader {
  private readonly row: Record<string, unknown>;
  private readonly map: ColumnMap;
  private readonly where: string;
  /** The completion's place in the row's list; null for a row with a single one. */
  private readonly list: {place: number; count: number} | null;

  constructor(
    row: Record<string, unknown>,
    map: ColumnMap,
    where: string,
    list: {place: number; count: number} | null
  ) {
    this.row = row;
    this.map = map;
    this.where = where;
    this.list = list;
  }

  /** Texts as they are; numbers as text; anything else (messages) as JSON. */
  text(name: "problem_id" | "prompt" | "model" | "reasoning"): string | null {
    const found = this.map.find(this.row, name, this.where);
    if (found === null) return null;
    const value = name === "reasoning" ? this.own(found) : found.value;
    if (value === null) return null;
    return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
  }

  integer(name: "repeat" | "seed" | "completion_tokens"): number | null {
    const value = this.number(name);
    if (value === null || (Number.isSafeInteger(value) && value >= 0)) return value;
    throw this.invalid(name, "a whole number of at least 0", value);
  }

  number(name: "repeat" | "seed" | "completion_tokens" | "sum_logprob"): number | null {
    const found = this.map.find(this.row, name, this.where);
    const value = found === null ? null : this.own(found);
    if (value === null || typeof value === "number") return value;
    throw this.invalid(name, "a number", value);
  }

  /** `stop` and `length` as they are, `max_tokens` as `length`; other words are not known to mean either. */
  finishReason(): RawCompletion["finishReason"] {
    const found = this.map.find(this.row, "finish_reason", this.where);
    const value = found === null ? null : this.own(found);
    if (value === "max_tokens") return "length";
    return value === "stop" || value === "length" ? value : null;
  }

  /** What the row's verdict column says: of each completion where it is a list, else of the only one or of all together. */
  foreign(): ForeignVerdict[] {
    const found = this.map.find(this.row, "verdict", this.where);
    if (found === null) return [];
    const isOwn = this.list === null || Array.isArray(found.value);
    const value = isOwn ? this.own(found) : found.value;
    if (typeof value !== "number" && typeof value !== "boolean" && typeof value !== "string") return [];
    return [{metric: found.column, value, scope: isOwn ? "completion" : "problem"}];
  }

  /** The completion's own entry of a list of as many; any other value as it is. */
  private own({column, value}: {column: string; value: unknown}): unknown {
    if (this.list === null || !Array.isArray(value)) return value ?? null;
    if (value.length === this.list.count) return (value[this.list.place] as unknown) ?? null;
    throw new UserError(
      `invalid ${column} at ${this.where}: ${value.length} entries for ${this.list.count} completions`
    );
  }

  private invalid(name: string, expected: string, value: unknown): UserError {
    return new UserError(`invalid ${name} at ${this.where}: expected ${expected} (was ${shown(value)})`);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
