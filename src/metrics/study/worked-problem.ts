import type {CaseShard} from "./case-shard.js";

/** One problem of a domain with a completion of a base and one of what was trained from it: a row of src/data/worked.json. */
export interface WorkedProblem {
  /** The domain's: `math`, `code` or `visual`. */
  experiment: string;
  /** Whose verdicts these are. */
  verifier: string;
  /** The base and the trained policy, with their judged and their correct completions of the problem. */
  policies: {
    policy: string;
    /** Judged completions of the problem. */
    n: number;
    /** Correct ones among them. */
    c: number;
  }[];
  /** The problem, with one completion of each of the two policies: the text that it wrote most often. */
  shard: CaseShard;
}
