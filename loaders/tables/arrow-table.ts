import {
  Dictionary,
  Float64,
  Int32,
  Table,
  Utf8,
  makeData,
  makeVector,
  tableToIPC,
  vectorFromArray,
  type Vector
} from "apache-arrow";

/**
 * Columns of strings or numbers, with nulls, as an uncompressed Arrow IPC stream that DuckDB-wasm reads as it is. Strings
 * become dictionaries; numbers become Int32 where every value is a 32-bit integer, else Float64. Dictionary ids start at 0
 * in each file and follow first appearance, so that the same columns give the same bytes.
 */
export function arrowTable(columns: Record<string, readonly unknown[]>): Uint8Array {
  const vectors = Object.entries(columns).map(([name, values], id) => [name, column(values, id)] as const);
  return tableToIPC(new Table(Object.fromEntries(vectors)), "stream");
}

function column(values: readonly unknown[], id: number): Vector {
  const first = values.find((value) => value !== null);
  if (first === undefined || typeof first === "string")
    return dictionaryColumn(values as (string | null)[], id);
  return numberColumn(values as (number | null)[]);
}

function dictionaryColumn(values: readonly (string | null)[], id: number): Vector {
  const codes = new Map<string, number>();
  const indices = Int32Array.from(values, (value) => {
    if (value === null) return 0;
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  });
  const dictionary = vectorFromArray(codes.size === 0 ? [""] : [...codes.keys()], new Utf8());
  const type = new Dictionary(new Utf8(), new Int32(), id);
  return makeVector(makeData({type, length: values.length, data: indices, dictionary, ...validity(values)}));
}

function numberColumn(values: readonly (number | null)[]): Vector {
  const nulls = validity(values);
  const length = values.length;
  if (values.every((value) => value === null || (value | 0) === value)) {
    const data = Int32Array.from(values, (value) => value ?? 0);
    return makeVector(makeData({type: new Int32(), length, data, ...nulls}));
  }
  const data = Float64Array.from(values, (value) => value ?? 0);
  return makeVector(makeData({type: new Float64(), length, data, ...nulls}));
}

/** Arrow's validity bitmap: bit i is set where value i is not null. */
function validity(values: readonly unknown[]): {nullCount: number; nullBitmap?: Uint8Array} {
  const nullCount = values.reduce((count: number, value) => count + (value === null ? 1 : 0), 0);
  if (nullCount === 0) return {nullCount};
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 64) * 8);
  values.forEach((value, i) => {
    if (value !== null) nullBitmap[i >> 3]! |= 1 << (i & 7);
  });
  return {nullCount, nullBitmap};
}
