import {createReadStream} from "node:fs";
import {makeData, RecordBatch, RecordBatchReader, Struct, Table, tableToIPC, type Schema} from "apache-arrow";
import {PartColumn} from "./part-column.js";

/** A part of a table: a whole Arrow IPC stream with the schema of the whole. */
export interface ArrowPart {
  /** What all its rows have in the column that parts are made by; null without such a column, or without rows. */
  key: string | null;
  rows: number;
  bytes: Uint8Array;
}

/** Bytes that the schema and what pads columns take at most. */
const FRAME = 16_384;

/**
 * Cuts the table in an Arrow IPC stream, whose columns are dictionaries of texts or numbers, into parts of at most `most`
 * bytes each, unless one row alone has more. With `by`, the name of a column of texts, each part has one value of it. A
 * dictionary of a part has what its rows use. At least one part, without rows where the table has none.
 */
export async function* arrowParts(
  file: string,
  {most, by}: {most: number; by?: string}
): AsyncGenerator<ArrowPart> {
  const reader = await RecordBatchReader.from(createReadStream(file));
  await reader.open();
  const {schema} = reader;
  let part = new OpenPart(schema, by);
  let isFirst = true;
  for await (const batch of reader) {
    part.enter(batch);
    for (let row = 0; row < batch.numRows; row++) {
      if (part.hasRoomFor(row, most)) part.take(row);
      else {
        yield part.close();
        isFirst = false;
        part = new OpenPart(schema, by);
        part.enter(batch);
        part.take(row);
      }
    }
  }
  if (part.rows > 0 || isFirst) yield part.close();
}

/** A part without rows of the table in an Arrow IPC stream. */
export async function emptyPart(file: string): Promise<ArrowPart> {
  const reader = await RecordBatchReader.from(createReadStream(file));
  await reader.open();
  const part = new OpenPart(reader.schema, undefined).close();
  await reader.return();
  return part;
}

/** A part that rows are added to. */
class OpenPart {
  rows = 0;
  private readonly schema: Schema;
  private readonly columns: PartColumn[];
  private readonly keys: PartColumn | null;
  private key: number | null = null;
  private size = FRAME;
  /** Columns of texts, and bytes that every row has: known with the first rows. */
  private texts: PartColumn[] = [];
  private width = 0;

  constructor(schema: Schema, by: string | undefined) {
    this.schema = schema;
    this.columns = schema.fields.map((field) => new PartColumn(field));
    this.keys = this.columns[schema.fields.findIndex(({name}) => name === by)] ?? null;
  }

  enter(batch: RecordBatch): void {
    this.columns.forEach((column, i) => {
      column.enter(batch.data.children[i]!);
    });
    this.texts = this.columns.filter(({isText}) => isText);
    this.width = this.columns.reduce((sum, {width}) => sum + width, 0);
  }

  hasRoomFor(row: number, most: number): boolean {
    if (this.rows === 0) return true;
    return this.keys?.code(row) === (this.keys === null ? undefined : this.key) && this.sizeWith(row) <= most;
  }

  take(row: number): void {
    this.size = this.sizeWith(row);
    this.key = this.keys?.code(row) ?? null;
    for (const column of this.columns) column.take(row);
    this.rows++;
  }

  close(): ArrowPart {
    const {schema, rows} = this;
    const children = this.columns.map((column) => column.data());
    const batch = new RecordBatch(
      schema,
      makeData({type: new Struct(schema.fields), length: rows, children})
    );
    return {
      key: this.key === null ? null : this.keys!.textOf(this.key),
      rows,
      bytes: tableToIPC(new Table(schema, batch), "stream")
    };
  }

  private sizeWith(row: number): number {
    let size = this.size + this.width;
    for (const column of this.texts) size += column.textCost(row);
    return size;
  }
}
