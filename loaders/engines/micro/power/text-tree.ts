/** The beginnings of texts that were looked at: row 0 is what all begin with, every other row adds a token to an earlier one. */
export interface TreeRows {
  /** [rows, vocabulary]: log-probabilities (nats) of the token after each beginning. */
  logprobs: Float32Array;
  /** Row that each goes on from; -1 of row 0. */
  parents: Int32Array;
  tokens: Int32Array;
}

/** What ends a text, or where it was not looked at any further. */
export interface Leaf {
  /** Tokens after what all texts begin with. */
  tokens: number[];
  /** Log-probability (nats) of these tokens. */
  logprob: number;
  /** Whether the text is whole: it ends by itself, or is cut at the token limit. */
  isWhole: boolean;
}

/** Which texts a tree is of. */
export interface TreeTexts {
  power: number;
  endToken: number;
  /** Tokens that a text may still have, the end token included; it is cut there. */
  room: number;
}

/**
 * Texts with their probabilities raised to a power, as a tree: whole ones, and beginnings that were not looked at further. Such a
 * beginning weighs its own probability to the power, which is at least what all its texts weigh together: probabilities of
 * what follows sum to 1, and their powers to no more.
 */
export class TextTree {
  /** Logarithm of the sum of the weights: of all leaves, and of whole texts alone. */
  readonly logTotal: number;
  readonly logWhole: number;
  /** Beginnings that were looked at. */
  readonly rows: number;
  private readonly parents: Int32Array;
  private readonly tokens: Int32Array;
  /** Of each leaf: its row, token and log-probability, and the share of the weight up to it. */
  private readonly leafRows: Int32Array;
  private readonly leafTokens: Int32Array;
  private readonly leafLogprobs: Float64Array;
  private readonly shares: Float64Array;
  private readonly wholes: Uint8Array;

  constructor(rows: TreeRows, texts: TreeTexts) {
    const leaves = treeLeaves(rows, texts);
    const best = leaves.reduce((most, {logprob}) => Math.max(most, logprob), -Infinity);
    const weights = leaves.map(({logprob}) => Math.exp(texts.power * (logprob - best)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    // What is lost with these lies below the rounding of the sum.
    const kept = [...leaves.keys()].filter((leaf) => weights[leaf]! > total * 1e-20);
    const whole = kept.reduce((sum, leaf) => sum + (leaves[leaf]!.isWhole ? weights[leaf]! : 0), 0);
    this.logTotal = texts.power * best + Math.log(total);
    this.logWhole = texts.power * best + Math.log(whole);
    this.rows = rows.parents.length;
    this.parents = rows.parents;
    this.tokens = rows.tokens;
    this.leafRows = Int32Array.from(kept, (leaf) => leaves[leaf]!.row);
    this.leafTokens = Int32Array.from(kept, (leaf) => leaves[leaf]!.token);
    this.leafLogprobs = Float64Array.from(kept, (leaf) => leaves[leaf]!.logprob);
    this.wholes = Uint8Array.from(kept, (leaf) => Number(leaves[leaf]!.isWhole));
    let sum = 0;
    this.shares = Float64Array.from(kept, (leaf) => (sum += weights[leaf]!) / total);
  }

  /** The leaf at a place of the weight, from 0 to 1. */
  leaf(place: number): Leaf {
    let [low, high] = [0, this.shares.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shares[middle]! > place) high = middle;
      else low = middle + 1;
    }
    return {
      tokens: [...this.path(this.leafRows[low]!), this.leafTokens[low]!],
      logprob: this.leafLogprobs[low]!,
      isWhole: this.wholes[low] === 1
    };
  }

  private path(row: number): number[] {
    const tokens: number[] = [];
    for (let at = row; this.parents[at]! >= 0; at = this.parents[at]!) tokens.push(this.tokens[at]!);
    return tokens.reverse();
  }
}

interface TreeLeaf {
  row: number;
  token: number;
  logprob: number;
  isWhole: boolean;
}

/** Every token after every row that has no row of its own. */
function treeLeaves({logprobs, parents, tokens}: TreeRows, {power, endToken, room}: TreeTexts): TreeLeaf[] {
  const vocabulary = logprobs.length / parents.length;
  const sums = new Float64Array(parents.length);
  const depths = new Int32Array(parents.length);
  const grown = new Uint8Array(logprobs.length);
  for (let row = 1; row < parents.length; row++) {
    const from = parents[row]! * vocabulary + tokens[row]!;
    grown[from] = 1;
    sums[row] = sums[parents[row]!]! + logprobs[from]!;
    depths[row] = depths[parents[row]!]! + 1;
  }
  let best = -Infinity;
  const leaves: TreeLeaf[] = [];
  for (let row = 0; row < parents.length; row++) {
    const isLast = depths[row]! + 1 === room;
    for (let token = 0; token < vocabulary; token++) {
      if (grown[row * vocabulary + token] === 1) continue;
      const logprob = sums[row]! + logprobs[row * vocabulary + token]!;
      // A billion such leaves lie below the rounding of a sum that holds the best.
      if (power * (logprob - best) < -60) continue;
      best = Math.max(best, logprob);
      leaves.push({row, token, logprob, isWhole: isLast || token === endToken});
    }
  }
  return leaves;
}
