import type {SoFar} from "../../metrics/study/so-far.js";
import {whole} from "./format.js";

/** How many completions a figure of these cells rests on: "so far: 16 of 512 completions per problem". Empty where nothing lacks. */
export function soFarText(cells: readonly SoFar[]): string {
  if (cells.every(({n, of}) => n >= of)) return "";
  return `so far: ${range(cells.map(({n, of}) => Math.min(n, of)))} of ${range(cells.map(({of}) => of))} completions per problem`;
}

function range(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least === most ? whole(least) : `${whole(least)} to ${whole(most)}`;
}
