/** What a reader chose on the report page; it lives in the URL, so that a view can be linked and cited. */
export interface ViewState {
  benchmark: string | null;
  /** Smallest k shown; null for all. */
  kMin: number | null;
  /** Largest k shown; null for all. */
  kMax: number | null;
  /** Ids of the policies compared, none where it is empty; null for all of the experiment. */
  policies: readonly string[] | null;
  /** Whose verdicts count; null for the benchmark's own verifier. */
  verifier: string | null;
  withoutTruncated: boolean;
  /** Problems that guessing solves at a higher rate are left out; null keeps all. */
  mostGuessable: number | null;
  /** Guess rate of the floor; null for each problem's own. */
  guessRate: number | null;
  interval: "score" | "percentile" | "bca";
  /** Whether the bootstrap draws whole clusters of problems. */
  clustered: boolean;
  /** Seed of the bootstrap; null for the study's own. */
  seed: number | null;
}

/** What a reader may change about the analysis of a benchmark. */
export type AnalysisState = Omit<ViewState, "benchmark">;

/** The state in a URL's search string. What is missing or makes no sense is left at its default. */
export function readViewState(search: string): ViewState {
  const parameters = new URLSearchParams(search);
  return {
    benchmark: parameters.get("benchmark"),
    kMin: positiveInteger(parameters.get("from")),
    kMax: positiveInteger(parameters.get("k")),
    policies: parameters.get("policies")?.split(",").filter(Boolean) ?? null,
    verifier: parameters.get("verifier"),
    withoutTruncated: parameters.get("truncated") === "drop",
    mostGuessable: share(parameters.get("guessable")),
    guessRate: share(parameters.get("guess")),
    interval: intervalOf(parameters.get("interval")),
    clustered: parameters.get("resample") === "clusters",
    seed: positiveInteger(parameters.get("seed"))
  };
}

/** The search string of a state: only what differs from the defaults; empty when nothing does. Other parameters stay. */
export function writeViewState(state: ViewState, search: string): string {
  const parameters = new URLSearchParams(search);
  const values: Record<string, string | number | null> = {
    benchmark: state.benchmark,
    from: state.kMin,
    k: state.kMax,
    policies: state.policies?.join(",") ?? null,
    verifier: state.verifier,
    truncated: state.withoutTruncated ? "drop" : null,
    guessable: state.mostGuessable,
    guess: state.guessRate,
    interval: state.interval === "score" ? null : state.interval,
    resample: state.clustered ? "clusters" : null,
    seed: state.seed
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** How bands are made, by its name; the default for any other. */
export function intervalOf(name: string | null): ViewState["interval"] {
  return name === "bca" || name === "percentile" ? name : "score";
}

function positiveInteger(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/** A number from 0 to 1. */
function share(text: string | null): number | null {
  const value = text === null || text.trim() === "" ? NaN : Number(text);
  return value >= 0 && value <= 1 ? value : null;
}
