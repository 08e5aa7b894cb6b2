/** A matrix, rows first. */
export interface Matrix {
  data: Float32Array;
  columns: number;
}

/** Columns `from` to `from + count` of a matrix [rows, columns] as a matrix [count, rows]. */
export function transposedColumns({data, columns}: Matrix, from: number, count: number): Float32Array {
  const rows = data.length / columns;
  return Float32Array.from({length: count * rows}, (_, at) => {
    const column = from + Math.floor(at / rows);
    return data[(at % rows) * columns + column]!;
  });
}
