/** Integers from `first` to `last`. */
export function integers(first: number, last: number): number[] {
  return Array.from({length: last - first + 1}, (_, index) => first + index);
}

/** What a function may do to each element. `x` stands for it. */
export const changes: readonly string[] = [
  ...integers(1, 9).map((k) => `x + ${k}`),
  ...integers(1, 4).map((k) => `x - ${k}`),
  ...integers(2, 5).map((k) => `x * ${k}`),
  "x * x",
  "x // 2"
];

/** What a function may ask of each element. */
export const conditions: readonly string[] = [
  ...integers(1, 7).map((k) => `x > ${k}`),
  ...integers(2, 8).map((k) => `x < ${k}`),
  ...integers(1, 9).map((k) => `x != ${k}`),
  "x % 2 == 0",
  "x % 2 == 1",
  "x % 3 == 0"
];

/** Conditions with two limits, as chains of comparisons and with `and`. */
export const intervals: readonly {chain: string; both: string}[] = integers(0, 5).flatMap((low) =>
  integers(low + 3, 9).map((high) => ({
    chain: `${low} < x < ${high}`,
    both: `x > ${low} and x < ${high}`
  }))
);

/** The text with another element in place of `x`. */
export function withElement(text: string, element: string): string {
  return text
    .split(" ")
    .map((word) => (word === "x" ? element : word))
    .join(" ");
}
