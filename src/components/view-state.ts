/** What a reader chose on the report page; it lives in the URL, so that a view can be linked and cited. */
export interface ViewState {
  benchmark: string | null;
  /** Largest k shown; null for all. */
  kMax: number | null;
  withoutTruncated: boolean;
  /** Seed of the bootstrap; null for the study's own. */
  seed: number | null;
}

/** The state in a URL's search string. What is missing or makes no sense is left at its default. */
export function readViewState(search: string): ViewState {
  const parameters = new URLSearchParams(search);
  return {
    benchmark: parameters.get("benchmark"),
    kMax: positiveInteger(parameters.get("k")),
    withoutTruncated: parameters.get("truncated") === "drop",
    seed: positiveInteger(parameters.get("seed"))
  };
}

/** The search string of a state: only what differs from the defaults; empty when nothing does. Other parameters stay. */
export function writeViewState(state: ViewState, search: string): string {
  const parameters = new URLSearchParams(search);
  set(parameters, "benchmark", state.benchmark);
  set(parameters, "k", state.kMax);
  set(parameters, "truncated", state.withoutTruncated ? "drop" : null);
  set(parameters, "seed", state.seed);
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

function set(parameters: URLSearchParams, name: string, value: string | number | null): void {
  if (value === null) parameters.delete(name);
  else parameters.set(name, String(value));
}

function positiveInteger(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
