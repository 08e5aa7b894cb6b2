/**
 * Sums of products over the groups of four columns that lie at `values`, each [row][4 columns], with the weights that lie
 * from `weights` to `weightsEnd`, [row][4 weightings]: writes [column][4 weightings] to `sums`. All float64, addresses in
 * bytes; one row and one column at least. Each sum adds row after row, as a loop over numbers would.
 */
type WeightedSumsKernel = (
  values: number,
  valuesEnd: number,
  weights: number,
  weightsEnd: number,
  sums: number
) => void;

export interface LoadedKernel {
  run: WeightedSumsKernel;
  memory: WebAssembly.Memory;
}

let compiled: WebAssembly.Module | null | undefined;

/** The kernel as WebAssembly with 128-bit vectors, with memory of its own for `bytes`; null where there are no such vectors. */
export function loadWeightedSumsKernel(bytes: number): LoadedKernel | null {
  compiled ??= WebAssembly.validate(moduleBytes) ? new WebAssembly.Module(moduleBytes) : null;
  if (compiled === null) return null;
  const memory = new WebAssembly.Memory({initial: Math.ceil(bytes / 65536)});
  const instance = new WebAssembly.Instance(compiled, {js: {memory}});
  return {run: instance.exports.run as WeightedSumsKernel, memory};
}

// Binary format: WebAssembly core specification 2.0, chapter 5; vector instructions, section 5.4.6.
const I32 = 0x7f;
const V128 = 0x7b;
const NO_RESULT = 0x40;
const end = [0x0b];
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const tee = (local: number): number[] => [0x22, local];
const addConstant = (constant: number): number[] => [0x41, ...signed(constant), 0x6a];
const isLess = [0x49];
const loopAgainIf = [0x0d, 0];
const aligned8 = 3;
const aligned16 = 4;
const loadVector = (offset: number): number[] => [0xfd, 0x00, aligned16, offset];
const loadTwice = (offset: number): number[] => [0xfd, 0x0a, aligned8, offset];
const storeVector = (offset: number): number[] => [0xfd, 0x0b, aligned16, ...unsigned(offset)];
const zeroVector = [0xfd, 0x0c, ...Array<number>(16).fill(0)];
const addVectors = [0xfd, 0xf0, 0x01];
const multiplyVectors = [0xfd, 0xf2, 0x01];

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** Signed LEB128 of a number from 0 on. */
function signed(value: number): number[] {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}

const list = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat()
];
const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)];
const name = (text: string): number[] => sized([...new TextEncoder().encode(text)]);

// Eight sums, those of four columns under two pairs of weightings, stay in registers.
function kernelBody(): number[] {
  const [values, valuesEnd, weights, weightsEnd, sums, weight, pair0, pair1, factor, accumulator] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9
  ] as const;
  const columns = [0, 1, 2, 3];
  const accumulators = columns.flatMap((column) => [accumulator + 2 * column, accumulator + 2 * column + 1]);
  const addProduct = (sum: number, pair: number): number[] =>
    [get(sum), get(factor), get(pair), multiplyVectors, addVectors, set(sum)].flat();
  const code = [
    [0x03, NO_RESULT],
    ...accumulators.map((sum) => [...zeroVector, ...set(sum)]),
    [...get(weights), ...set(weight)],
    [0x03, NO_RESULT],
    [...get(weight), ...loadVector(0), ...set(pair0), ...get(weight), ...loadVector(16), ...set(pair1)],
    ...columns.map((column) => [
      ...get(values),
      ...loadTwice(8 * column),
      ...set(factor),
      ...addProduct(accumulator + 2 * column, pair0),
      ...addProduct(accumulator + 2 * column + 1, pair1)
    ]),
    [...get(values), ...addConstant(32), ...set(values)],
    [...get(weight), ...addConstant(32), ...tee(weight), ...get(weightsEnd), ...isLess, ...loopAgainIf],
    end,
    ...accumulators.map((sum, i) => [...get(sums), ...get(sum), ...storeVector(16 * i)]),
    [...get(sums), ...addConstant(128), ...set(sums)],
    [...get(values), ...get(valuesEnd), ...isLess, ...loopAgainIf],
    end,
    end
  ].flat();
  // After the five parameters: one address, then the vectors.
  const locals = list([
    [1, I32],
    [3 + accumulators.length, V128]
  ]);
  return sized([...locals, ...code]);
}

const moduleBytes = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, list([[0x60, ...list([[I32], [I32], [I32], [I32], [I32]]), 0]])),
  ...section(2, list([[...name("js"), ...name("memory"), 0x02, 0x00, 1]])),
  ...section(3, list([[0]])),
  ...section(7, list([[...name("run"), 0x00, 0]])),
  ...section(10, list([kernelBody()]))
]);
