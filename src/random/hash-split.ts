import {createHash} from "node:crypto";

/** A number in [0, 1) that a text fixes: the first 32 bits of its sha256. */
export function hashShare(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32LE(0) / 2 ** 32;
}

/**
 * The split that a text belongs to: its hash decides, so that no two splits share a text. `shares` are the parts of all texts
 * that the splits get, which sum to 1; the first gets what rounding leaves.
 */
export function hashSplit<Split extends string>(
  text: string,
  shares: Readonly<Record<Split, number>>
): Split {
  const splits = Object.keys(shares) as Split[];
  let rest = hashShare(text);
  return splits.find((split) => (rest -= shares[split]) < 0) ?? splits[0]!;
}
