/**
 * Whether the end of a Parquet file names all of some columns, be they outermost or fields of one: each name stands there
 * after its length.
 */
export function hasParquetColumns(end: Uint8Array, names: readonly string[]): boolean {
  const bytes = Buffer.from(end.buffer, end.byteOffset, end.length);
  return names.every((name) =>
    bytes.includes(Buffer.concat([Buffer.from([name.length]), Buffer.from(name)]))
  );
}
