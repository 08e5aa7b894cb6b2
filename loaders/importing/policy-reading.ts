import {basename} from "node:path";
import type {Domain} from "../schema/domain.js";
import type {OnProgress} from "../schema/progress.js";
import type {OwnCell} from "../schema/own-export.js";
import type {Problem} from "../schema/problem.js";
import type {SampleSource} from "../schema/study/samples.js";
import {UserError} from "../schema/user-error.js";
import type {RawFile} from "./files/raw-file.js";
import type {Importer} from "./importer.js";
import type {RawBenchmark, RawNotice, RawRow, SkippedRow} from "./raw-row.js";
import type {ReadFile} from "./storing/file-identity.js";
import type {BenchmarkSummary} from "./storing/import-record.js";
import {benchmarkId} from "./joining/benchmark-name.js";
import type {RowSource} from "./joining/joined-rows.js";
import type {RowWriter} from "./joining/row-writer.js";
import {KnownProblems} from "./joining/known-problems.js";

export interface ReadingOptions {
  /** Problems of benchmarks that have a file of their own, by id. */
  registered?: ReadonlyMap<string, readonly Problem[]>;
  /** Problems that other policies' imports found, for rows that are known by their prompt alone. */
  others?: (benchmark: string) => readonly Problem[];
  /** What a benchmark's problems ask for; the importers that its rows came by may tell. */
  domainOf?: (benchmark: string) => Domain | null;
  /** A row that cannot be read is an error. */
  strict?: boolean | undefined;
  /** Bytes of the files, read and in all. */
  onProgress?: OnProgress | undefined;
  signal?: AbortSignal | undefined;
}

interface Opened {
  writer: RowWriter;
  known: KnownProblems;
  names: Set<string>;
  formats: Set<string>;
  domain: Domain | null;
  own: OwnCell | null;
}

/** Rows that are skipped before a file has named its benchmark: kept in memory until it does. */
const MOST_PENDING = 10_000;

/** The rows of a policy on their way to the writers of its benchmarks. */
export class PolicyReading {
  private readonly newWriter: (id: string, known: KnownProblems) => RowWriter;
  private readonly total: number;
  private readonly options: ReadingOptions;
  private readonly opened = new Map<string, Opened>();
  /** Names under which files are stored, by their names on this machine. */
  private readonly shortNames: Map<string, string>;
  private files = 0;
  private bytes = 0;

  /** `files`: all that the policy has; `newWriter` takes the rows of a benchmark. */
  constructor(
    newWriter: (id: string, known: KnownProblems) => RowWriter,
    files: readonly ReadFile[],
    options: ReadingOptions
  ) {
    this.newWriter = newWriter;
    this.total = files.reduce((sum, {size}) => sum + size, 0);
    this.shortNames = new Map(files.map(({file, name}) => [file.name, name]));
    this.options = options;
  }

  /** Reads a file to its end, or until the signal. */
  async read(
    {file, name, size}: ReadFile,
    importer: Importer,
    source: SampleSource,
    files: readonly RawFile[]
  ): Promise<void> {
    const rowSource = {file: name, fileNumber: this.files++, format: importer.id};
    const pending: (SkippedRow | RawNotice)[] = [];
    let last: RowWriter | null = null;
    for await (const rows of importer.read(this.counted(file, size), {columns: source.map, files})) {
      if (this.options.signal?.aborted) return;
      for (const row of rows) {
        if (row.kind === "skipped" || row.kind === "notice") {
          this.refuse(row);
          if (last !== null) this.tell(last, row, name);
          else if (pending.length < MOST_PENDING) pending.push(row);
          continue;
        }
        last = this.writer(source.benchmark, row.benchmark, importer);
        if (row.kind === "benchmark") {
          this.describe(last, row);
          continue;
        }
        const wait = take(last, row, rowSource);
        if (wait !== undefined) await wait;
      }
    }
    this.bytes += size;
    this.options.onProgress?.(this.bytes, this.total);
    if (pending.length === 0) return;
    last ??= this.writer(source.benchmark, null, importer);
    for (const row of pending) this.tell(last, row, name);
  }

  /** Writes what is left and says what was found, by benchmark. */
  async close(): Promise<BenchmarkSummary[]> {
    const summaries: BenchmarkSummary[] = [];
    for (const [benchmark, opened] of [...this.opened].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const {writer, known, names, formats} = opened;
      const domain = this.options.domainOf?.(benchmark) ?? opened.domain ?? "math";
      await writer.close(domain);
      summaries.push({
        benchmark,
        domain,
        names: [...names].sort(),
        formats: [...formats].sort(),
        own: opened.own,
        ...writer.counts,
        ...writer.tally.summary(),
        join: {
          byPrompt: known.notes.byPrompt,
          otherPrompt: [...known.notes.otherPrompt].sort().slice(0, 100),
          otherGold: [...known.notes.otherGold].sort().slice(0, 100)
        }
      });
    }
    return summaries;
  }

  /** Keeps a row that is no completion. What is stored of a file that it names holds no path of this machine. */
  private tell(writer: RowWriter, row: SkippedRow | RawNotice, file: string): void {
    if (row.kind === "skipped") {
      writer.tally.skip({...row, file});
      return;
    }
    const {text, other} = row;
    writer.tally.note(other === null ? text : `${text}: ${this.shortNames.get(other) ?? basename(other)}`);
  }

  private refuse(row: SkippedRow | RawNotice): void {
    if (this.options.strict !== true || row.kind === "notice") return;
    const {file, line, reason, detail} = row;
    const why = detail === null ? reason : `${reason}: ${detail}`;
    throw new UserError(`${file}:${line}: ${why}; mend it, or import without --strict to pass over it`);
  }

  private writer(given: string | null, named: string | null, importer: Importer): RowWriter {
    // Programs and sums that no file names are not of one set.
    const unnamed = importer.domain === "code" ? "programs" : null;
    const id = given ?? benchmarkId(named ?? unnamed);
    const opened = this.opened.get(id) ?? this.open(id);
    if (named !== null) opened.names.add(named);
    opened.formats.add(importer.id);
    opened.domain ??= importer.domain ?? null;
    return opened.writer;
  }

  private describe(writer: RowWriter, {domain, own}: RawBenchmark): void {
    const opened = [...this.opened.values()].find((one) => one.writer === writer)!;
    opened.domain ??= domain;
    opened.own ??= own;
  }

  private open(id: string): Opened {
    const {registered, others} = this.options;
    const closed = registered?.get(id);
    const known = new KnownProblems(closed ?? others?.(id) ?? [], closed !== undefined);
    const writer = this.newWriter(id, known);
    const opened: Opened = {
      writer,
      known,
      names: new Set<string>(),
      formats: new Set<string>(),
      domain: null,
      own: null
    };
    this.opened.set(id, opened);
    return opened;
  }

  /** The file, whose bytes move the progress on. Packed files have more bytes than they say: they stop at their size. */
  private counted(file: RawFile, size: number): RawFile {
    const {onProgress} = this.options;
    if (onProgress === undefined) return file;
    const {total} = this;
    const before = this.bytes;
    return {
      ...file,
      chunks: async function* () {
        let read = 0;
        for await (const chunk of file.chunks()) {
          read += chunk.length;
          onProgress(before + Math.min(size - 1, read), total);
          yield chunk;
        }
      }
    };
  }
}

/** Hands a row to its writer; what is to be waited for before the next one, if anything. */
function take(
  writer: RowWriter,
  row: Exclude<RawRow, SkippedRow | RawNotice | RawBenchmark>,
  source: RowSource
): Promise<unknown> | undefined {
  if (row.kind === "completion") return writer.completion(row, source);
  return row.kind === "count" ? writer.count(row, source) : writer.verdict(row, source);
}
