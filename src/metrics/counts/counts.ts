/** What sampling one problem gave: `n` completions, of which `c` are correct. Integers, 0 <= c <= n. */
export interface Counts {
  n: number;
  c: number;
}
