import {
  Dictionary,
  Float64,
  Int32,
  makeData,
  makeVector,
  Table,
  tableToIPC,
  Uint16,
  Uint8,
  Utf8,
  vectorFromArray,
  type Vector
} from "apache-arrow";

/**
 * Columns of strings or numbers, with nulls, as an uncompressed Arrow IPC stream that DuckDB-wasm reads as it is. Strings
 * become dictionaries; numbers become the narrowest of UInt8, UInt16 and Int32 that holds every value, else Float64.
 * Dictionary ids start at 0 in each file and follow first appearance, so that the same columns give the same bytes.
 */
export function arrowTable(columns: Record<string, readonly unknown[]>): Uint8Array {
  const vectors = Object.entries(columns).map(([name, values], id) => [name, column(values, id)] as const);
  return tableToIPC(new Table(Object.fromEntries(vectors)), "stream");
}

/** The narrowest integer type that DuckDB-wasm reads for values from 0 to `most`. */
export function unsignedType(most: number): Uint8 | Uint16 | Int32 {
  if (most < 2 ** 8) return new Uint8();
  return most < 2 ** 16 ? new Uint16() : new Int32();
}

function column(values: readonly unknown[], id: number): Vector {
  const first = values.find((value) => value !== null);
  if (first === undefined || typeof first === "string")
    return dictionaryColumn(values as (string | null)[], id);
  return numberColumn(values as (number | null)[]);
}

function dictionaryColumn(values: readonly (string | null)[], id: number): Vector {
  const codes = new Map<string, number>();
  for (const value of values) if (value !== null && !codes.has(value)) codes.set(value, codes.size);
  const dictionary = vectorFromArray(codes.size === 0 ? [""] : [...codes.keys()], new Utf8());
  const indexType = unsignedType(codes.size);
  const indices = integers(indexType, values, (value) => (value === null ? 0 : codes.get(value)!));
  const type = new Dictionary(new Utf8(), indexType, id);
  return makeVector(makeData({type, length: values.length, data: indices, dictionary, ...validity(values)}));
}

function numberColumn(values: readonly (number | null)[]): Vector {
  const nulls = validity(values);
  const length = values.length;
  if (values.every((value) => value === null || (value | 0) === value)) {
    const [least, most] = values.reduce<[number, number]>(
      ([low, high], value) => [Math.min(low, value ?? 0), Math.max(high, value ?? 0)],
      [0, 0]
    );
    const type = least < 0 ? new Int32() : unsignedType(most);
    const data = integers(type, values, (value) => value ?? 0);
    return makeVector(makeData({type, length, data, ...nulls}));
  }
  const data = Float64Array.from(values, (value) => value ?? 0);
  return makeVector(makeData({type: new Float64(), length, data, ...nulls}));
}

function integers<T>(
  {ArrayType}: ReturnType<typeof unsignedType>,
  values: readonly T[],
  integer: (value: T) => number
): Uint8Array | Uint16Array | Int32Array {
  const data = new ArrayType(values.length);
  values.forEach((value, i) => (data[i] = integer(value)));
  return data;
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
