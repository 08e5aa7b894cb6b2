import type {ForeignVerdict, RawCompletion, SkippedRow} from "../raw-row.js";

/** Examples that are kept of each kind of skipped row. */
const MOST_EXAMPLES = 5;
/** Different values that are kept of each setting. */
const MOST_VALUES = 20;
/** Different notes, reasons and words that are counted apart: files may hold anything. */
const MOST_KINDS = 100;
/** Steps of training that are named one by one. */
const MOST_NAMED = 8;

export interface SkippedKind {
  rows: number;
  /** `a.jsonl:3: Unexpected end of JSON input`, the first ones. */
  examples: string[];
}

/** A metric that gives one value for all repeats of a problem: it is kept here and judges no completion. */
interface ProblemMetric {
  problems: number;
  /** Mean of its values, where they are numbers or booleans. */
  mean: number | null;
}

/** What an import found besides its completions; JSON, kept in the import's record. */
export interface TallySummary {
  skipped: Record<string, SkippedKind>;
  notes: Record<string, number>;
  /** Words for the end of a completion that mean neither `stop` nor `length` to us. */
  unknownFinish: Record<string, number>;
  /** What the files state of the sampling: name to values. */
  settings: Record<string, (string | number)[]>;
  models: string[];
  steps: number[];
  problemMetrics: Record<string, ProblemMetric>;
}

/** Counts what an import finds of one benchmark, or of rows that belong to none. */
export class ImportTally {
  private readonly skippedRows = new Map<string, SkippedKind>();
  private readonly notes = new Map<string, number>();
  private readonly unknownFinish = new Map<string, number>();
  private readonly settings = new Map<string, Set<string | number>>();
  /** Completions of each step of training. */
  private readonly steps = new Map<number, number>();
  private readonly metrics = new Map<string, {problems: Set<string>; sum: number; n: number}>();

  skip({file, line, reason, detail}: SkippedRow): void {
    const key = bounded(this.skippedRows, reason);
    const kind = this.skippedRows.get(key) ?? {rows: 0, examples: []};
    this.skippedRows.set(key, kind);
    kind.rows++;
    if (kind.examples.length < MOST_EXAMPLES)
      kind.examples.push(`${file}:${line}${detail === null ? "" : `: ${detail.slice(0, 200)}`}`);
  }

  note(text: string, rows = 1): void {
    count(this.notes, text, rows);
  }

  /** Counts an unknown word for the end, and keeps settings, model and step. */
  completion(row: RawCompletion, isFinishKnown: boolean): void {
    if (!isFinishKnown) count(this.unknownFinish, row.finishReason!);
    for (const note of row.notes) count(this.notes, note);
    for (const name in row.settings) this.setting(name, row.settings[name]!);
    if (row.model !== null) this.setting("model", row.model);
    if (row.step !== null) this.steps.set(row.step, (this.steps.get(row.step) ?? 0) + 1);
  }

  /** A verdict of a whole problem. */
  problemVerdict(format: string, problemId: string, {metric, value}: ForeignVerdict): void {
    const key = bounded(this.metrics, `${format}@${metric}`);
    const known = this.metrics.get(key) ?? {problems: new Set<string>(), sum: 0, n: 0};
    this.metrics.set(key, known);
    if (known.problems.has(problemId)) return;
    known.problems.add(problemId);
    if (typeof value !== "number" && typeof value !== "boolean") return;
    known.sum += Number(value);
    known.n++;
  }

  get skipped(): number {
    return sum([...this.skippedRows.values()].map(({rows}) => rows));
  }

  summary(): TallySummary {
    const {model = [], ...settings} = sortedRecord(this.settings, (set) => [...set].sort());
    const steps = [...this.steps.keys()].sort((a, b) => a - b);
    const notes = new Map(this.notes);
    if (steps.length > 1) notes.set(severalSteps(steps), sum(this.steps.values()));
    return {
      skipped: sortedRecord(this.skippedRows, (kind) => kind),
      notes: sortedRecord(notes, (n) => n),
      unknownFinish: sortedRecord(this.unknownFinish, (n) => n),
      settings,
      models: model.map(String),
      steps: steps.slice(0, MOST_VALUES),
      problemMetrics: sortedRecord(this.metrics, ({problems, sum, n}) => ({
        problems: problems.size,
        mean: n === 0 ? null : sum / n
      }))
    };
  }

  private setting(name: string, value: string | number): void {
    const values = this.settings.get(name) ?? new Set();
    if (values.size >= MOST_VALUES || values.has(value)) return;
    values.add(value);
    this.settings.set(name, values);
  }
}

/** What is said of completions whose figures are those of no one model. */
function severalSteps(steps: readonly number[]): string {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const named = steps.length > MOST_NAMED ? `${first} to ${last}` : steps.join(", ");
  return `of ${steps.length} steps of training in one policy (${named}): models that differ`;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const each of numbers) total += each;
  return total;
}

function count(map: Map<string, number>, text: string, rows = 1): void {
  const key = bounded(map, text);
  map.set(key, (map.get(key) ?? 0) + rows);
}

function bounded(map: ReadonlyMap<string, unknown>, key: string): string {
  return map.has(key) || map.size < MOST_KINDS ? key.slice(0, 200) : "other";
}

function sortedRecord<T, R>(map: ReadonlyMap<string, T>, of: (value: T) => R): Record<string, R> {
  const entries = [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, of(value)]));
}
