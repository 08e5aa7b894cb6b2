import {symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle} from "d3-shape";
import type {PolicyStyle} from "../../../findings/shared/policy-style.js";

const shapes = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond
} as const;

/** The mark of a policy around 0, 0 as path data, as large as a circle of `radius` pixels. */
export function policySymbol(name: PolicyStyle["symbol"], radius: number): string {
  return symbol(shapes[name], Math.PI * radius * radius)()!;
}
