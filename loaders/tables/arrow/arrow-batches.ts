import type {DuckDBDataChunk} from "@duckdb/node-api";
import {
  Dictionary,
  Field,
  Float32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
  type DataType,
  type Vector
} from "apache-arrow";
import {unsignedType} from "./arrow-table.js";

/**
 * A column of a table that is written batch by batch, with what must be known before the first one: the values of a
 * dictionary, whose rows come as codes (`values.length` for null), or the largest of non-negative integers (`most + 1` for
 * null where there are any). Floats come with NaN for null.
 */
export type BatchColumn =
  | {kind: "dictionary"; name: string; values: readonly string[]}
  | {kind: "integer"; name: string; most: number; hasNulls?: boolean}
  | {kind: "float"; name: string};

const BATCH_ROWS = 2 ** 17;

/**
 * The chunks of DuckDB results, their columns numbers as `BatchColumn` says, as the parts of an uncompressed Arrow IPC
 * stream. Makes no object for a row.
 */
export async function* arrowBatches(
  columns: readonly BatchColumn[],
  chunks: () => AsyncIterable<DuckDBDataChunk>
): AsyncGenerator<Uint8Array> {
  const writer = new RecordBatchStreamWriter();
  let failure: unknown = null;
  const written = writeBatches(writer, columns.map(batchWriter), chunks()).then(
    () => {
      writer.close();
    },
    (error: unknown) => {
      failure = error;
      writer.abort(error);
    }
  );
  try {
    yield* writer;
  } catch (error) {
    // The writer rejects with the end of an iteration that has the error in it.
    throw failure ?? error;
  }
  await written;
}

async function writeBatches(
  writer: RecordBatchStreamWriter,
  columns: readonly ColumnWriter[],
  chunks: AsyncIterable<DuckDBDataChunk>
): Promise<void> {
  const schema = new Schema(columns.map(({field}) => field));
  writer.reset(undefined, schema);
  let rows = 0;
  const flush = (): void => {
    const children = columns.map((column) => column.take(rows));
    writer.write(
      new RecordBatch(schema, makeData({type: new Struct(schema.fields), length: rows, children}))
    );
    rows = 0;
  };
  for await (const chunk of chunks) {
    if (rows + chunk.rowCount > BATCH_ROWS) flush();
    columns.forEach((column, i) => {
      const vector = chunk.getColumnVector(i);
      const {values} = column;
      for (let row = 0; row < chunk.rowCount; row++) values[rows + row] = vector.getItem(row) as number;
    });
    rows += chunk.rowCount;
  }
  flush();
}

/** Collects one column of a batch. */
interface ColumnWriter {
  field: Field;
  /** Room for the batch. */
  values: Uint8Array | Uint16Array | Int32Array | Float32Array;
  /** The first `length` values as Arrow data; the room is new after it. */
  take: (length: number) => ReturnType<typeof makeData>;
}

function batchWriter(column: BatchColumn, id: number): ColumnWriter {
  const [type, dictionary] = columnType(column, id);
  const room = (): ColumnWriter["values"] => new (arrayType(column))(BATCH_ROWS);
  const writer: ColumnWriter = {
    field: new Field(column.name, type, true),
    values: room(),
    take(length) {
      const data = writer.values.subarray(0, length);
      writer.values = room();
      const nulls = validity(data, nullValue(column));
      return makeData({type, length, data, ...nulls, ...(dictionary ? {dictionary} : {})} as never);
    }
  };
  return writer;
}

function columnType(column: BatchColumn, id: number): [DataType, Vector?] {
  if (column.kind === "float") return [new Float32()];
  if (column.kind === "integer") return [unsignedType(largest(column))];
  const {values} = column;
  const type = new Dictionary(new Utf8(), unsignedType(values.length), id);
  return [type, vectorFromArray(values, new Utf8())];
}

function arrayType(column: BatchColumn): new (length: number) => ColumnWriter["values"] {
  if (column.kind === "float") return Float32Array;
  return unsignedType(column.kind === "integer" ? largest(column) : column.values.length).ArrayType;
}

/** The largest number of an integer column, the one that stands for null included. */
function largest({most, hasNulls = false}: BatchColumn & {kind: "integer"}): number {
  return hasNulls ? most + 1 : most;
}

/** The number that stands for null; NaN, which no integer is, where there are none. */
function nullValue(column: BatchColumn): number {
  if (column.kind === "dictionary") return column.values.length;
  return column.kind === "integer" && column.hasNulls === true ? column.most + 1 : NaN;
}

/** Arrow's validity bitmap: bit i is set where value i is not the number that stands for null. */
function validity(
  values: ArrayLike<number>,
  nullValue: number
): {nullCount: number; nullBitmap?: Uint8Array} {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 64) * 8);
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    if (Object.is(values[i], nullValue)) nullCount++;
    else nullBitmap[i >> 3]! |= 1 << (i & 7);
  }
  return nullCount === 0 ? {nullCount} : {nullCount, nullBitmap};
}
