import {hasParquetColumns} from "../files/parquet-columns.js";
import {isParquet} from "../files/is-parquet.js";
import {parquetRows} from "../files/parquet-rows.js";
import type {Importer} from "../importer.js";
import {
  rawCompletion,
  skippedRow,
  type ForeignVerdict,
  type RawCount,
  type RawPlace,
  type RawRow
} from "../raw-row.js";
import {asObject, at, correctOf, field, listOf, numberOr, textOr} from "../values.js";

/** Names of the columns from 0.13 on, and before. */
const COLUMNS = [
  ["doc", "model_response", "metric"],
  ["__doc__", "__model_response__", "__metric__"]
] as const;

/**
 * Details of lighteval in Parquet: a row a doc, whose `text` holds the completions. Metrics are of the doc: with several
 * completions they say nothing of one. Rows are not in the data set's order.
 */
export const lighteval: Importer = {
  id: "lighteval",
  what: "details_*.parquet of lighteval",
  sign: "Parquet with the columns doc, model_response and metric",
  detects: ({bytes, end}) => isParquet(bytes) && COLUMNS.some((names) => hasParquetColumns(end, names)),
  accompanies: ({document}) => field(document, "config_general") !== undefined,
  read: async function* (file) {
    let line = 0;
    for await (const rows of parquetRows(file))
      yield rows.flatMap((row) => detailRows(row, {file: file.name, line: ++line}));
  }
};

function detailRows(row: Record<string, unknown>, place: RawPlace): RawRow[] {
  const [doc, response, metric] = COLUMNS[0].map((name) => asObject(json(row[name] ?? row[`__${name}__`])));
  const completions = listOf(response?.text);
  if (!doc || !response || completions === null || completions.length === 0)
    return [skippedRow(place, "no completions (model_response.text)")];
  const problem = {id: docId(doc), prompt: textOr(doc.query), gold: goldOf(doc), ...metaOf(doc)};
  const foreign = verdicts(metric ?? {}, completions.length);
  const settings = numberOr(doc.generation_size);
  const counted = countRows(metric ?? {}, completions.length, {
    ...place,
    benchmark: textOr(doc.task_name),
    problem
  });
  const rows = completions.map((completion, j): RawRow => {
    if (typeof completion !== "string") return skippedRow(place, "a completion that is no text");
    return rawCompletion(place, {
      benchmark: textOr(doc.task_name),
      problem,
      repeat: j,
      completion,
      reasoning: textOr(at(response.reasonings, j)),
      settings: settings === null ? {} : {max_tokens: settings},
      foreign,
      notes: /<think>|<\/think>/.test(completion) ? ["<think> in the text"] : []
    });
  });
  return [...rows, ...counted];
}

/** `pass@k:k=1&n=4` is how many of four are correct: a count of the doc, whichever they are. */
function countRows(
  metric: Record<string, unknown>,
  completions: number,
  of: RawPlace & Pick<RawCount, "benchmark" | "problem">
): RawRow[] {
  return Object.entries(metric).flatMap(([name, value]): RawRow[] => {
    const stated = /^pass@k:k=1(?:&n=(?<n>\d+))?$/.exec(name);
    const n = stated === null ? NaN : Number(stated.groups!.n ?? completions);
    const c = typeof value === "number" ? value * n : NaN;
    if (completions < 2 || n !== completions || !(Math.abs(c - Math.round(c)) < 1e-9)) return [];
    return [{kind: "count", ...of, metric: name, n, c: Math.round(c)}];
  });
}

/** Older files hold some columns as JSON. */
function json(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function docId({id, specific}: Record<string, unknown>): string | null {
  return textOr(id) ?? textOr(field(json(specific), "id"));
}

/** The gold choices: one as it is, several as a list. */
function goldOf({choices, gold_index}: Record<string, unknown>): unknown {
  const places = listOf(gold_index) ?? [gold_index];
  const golds = places.map((place) => at(choices, Number(place))).filter((gold) => gold !== undefined);
  return golds.length > 1 ? golds : golds[0];
}

function metaOf({specific, choices}: Record<string, unknown>): {meta?: Record<string, unknown>} {
  const meta = {...asObject(json(specific)), ...((listOf(choices)?.length ?? 0) > 1 ? {choices} : {})};
  return Object.keys(meta).length === 0 || JSON.stringify(meta).length > 2_000 ? {} : {meta};
}

function verdicts(metric: Record<string, unknown>, completions: number): ForeignVerdict[] {
  return Object.entries(metric).flatMap(([name, value]) =>
    value === null || name.endsWith("_stderr")
      ? []
      : [
          {
            metric: name,
            correct: completions === 1 ? correctOf(value) : null,
            value,
            scope: completions === 1 ? "completion" : "problem"
          }
        ]
  );
}
