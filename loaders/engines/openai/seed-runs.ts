import type {GenerationRequest} from "../engine.js";

/** Requests that one HTTP request can ask for: the same prompt, and seeds one after the other. */
export interface SeedRun {
  /** The first of them. */
  request: GenerationRequest;
  /** Their places among all, in the order of their seeds. */
  places: number[];
}

/** Cuts requests into runs of at most `most`, in their order. */
export function seedRuns(requests: readonly GenerationRequest[], most: number): SeedRun[] {
  const runs: SeedRun[] = [];
  requests.forEach((request, place) => {
    const last = runs.at(-1);
    if (last !== undefined && last.places.length < most && continues(last, request)) last.places.push(place);
    else runs.push({request, places: [place]});
  });
  return runs;
}

function continues({request: first, places}: SeedRun, next: GenerationRequest): boolean {
  return (
    next.seed === first.seed + places.length &&
    next.prompt === first.prompt &&
    next.image === first.image &&
    // One list a problem: its requests share it.
    next.messages === first.messages
  );
}
