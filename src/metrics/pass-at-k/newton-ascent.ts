/** A point of the search: logarithms of the two parameters of a beta distribution. */
export type Point = readonly [number, number];

/** A log-likelihood at a point, with its derivatives. */
export interface State {
  value: number;
  gradient: Point;
  /** Second derivatives by (a, a), (a, b), (b, b). */
  hessian: readonly [number, number, number];
}

/** The search keeps both coordinates within ±BOUND: e^16 completions are as good as infinitely many. */
export const BOUND = 16;

/**
 * The maximum of a function of two coordinates: Newton's method with step halving where the function is concave, else steps up the
 * gradient. Ends where a step gains less than rounding, at the latest after 200 steps.
 */
export function newtonAscent(
  start: Point,
  derivatives: (point: Point) => State
): {point: Point; state: State} {
  let best = {point: start, state: derivatives(start)};
  for (let iteration = 0; iteration < 200; iteration++) {
    const next = improve(derivatives, best.point, best.state);
    if (!next) break;
    const gain = next.state.value - best.state.value;
    best = next;
    if (gain <= 1e-13 * Math.abs(best.state.value)) break;
  }
  return best;
}

/** A better point: a Newton step where the function is concave, else a step up the gradient, halved until it improves. */
function improve(
  derivatives: (point: Point) => State,
  point: Point,
  {value, gradient: [g0, g1], hessian: [h00, h01, h11]}: State
): {point: Point; state: State} | undefined {
  const determinant = h00 * h11 - h01 * h01;
  const concave = h00 < 0 && determinant > 0;
  const step: Point = concave
    ? [(h01 * g1 - h11 * g0) / determinant, (h01 * g0 - h00 * g1) / determinant]
    : [g0, g1];
  const longest = Math.max(Math.abs(step[0]), Math.abs(step[1]), 1e-300);
  // A gradient says nothing of the distance: start from a factor of e^2 in the parameter it changes most.
  for (let scale = concave ? Math.min(1, 4 / longest) : 2 / longest; scale * longest > 1e-10; scale /= 2) {
    const next: Point = [clamp(point[0] + scale * step[0]), clamp(point[1] + scale * step[1])];
    const state = derivatives(next);
    if (state.value > value) return {point: next, state};
  }
  return undefined;
}

function clamp(x: number): number {
  return Math.max(-BOUND, Math.min(BOUND, x));
}
