import type {VerifierCounts} from "../../src/metrics/dropped/drop-result.js";

interface Counted {
  n: number;
  c: number;
}

/** Counts judged and correct completions by verifier and problem. */
export class VerdictCounts {
  private readonly verifiers = new Map<string, Map<string, Counted>>();

  add(verifier: string, problemId: string, n: number, c: number): void {
    let problems = this.verifiers.get(verifier);
    if (problems === undefined) {
      problems = new Map();
      this.verifiers.set(verifier, problems);
    }
    const counted = problems.get(problemId);
    if (counted === undefined) {
      problems.set(problemId, {n, c});
      return;
    }
    counted.n += n;
    counted.c += c;
  }

  /** In the order of the verifiers' ids; problems in that of their first verdicts. */
  all(): VerifierCounts[] {
    return [...this.verifiers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([verifier, problems]) => ({
        verifier,
        problemIds: [...problems.keys()],
        n: [...problems.values()].map(({n}) => n),
        c: [...problems.values()].map(({c}) => c)
      }));
  }
}
