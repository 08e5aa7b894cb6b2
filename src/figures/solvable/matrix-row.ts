import {scaleLinear} from "d3-scale";
import {svg} from "htl";
import {accuracy} from "../../findings/sets/solvable-sets.js";
import type {Counts} from "../../metrics/counts/counts.js";
import {round} from "../shared/plot/svg-panel.js";

/** Opacity of the least accuracy above zero: visible, and far from that of 1. */
const LEAST_OPACITY = 0.22;
/** Columns wider than this have a gap between them. */
const WIDE = 3;
const GAP = 0.8;

/** A policy's problems, one column each. */
export interface MatrixRow {
  label: string;
  color: string;
  fontSize: number;
  /** The upper end, and the height. */
  y: number;
  height: number;
  /** Width of a column. */
  column: number;
  cells: readonly {problemId: string; counts: Counts; x: number}[];
}

/** The policy's name and its problems: the deeper the colour the higher the accuracy; blank where nothing was correct. */
export function matrixRow(
  {label, color, fontSize, y, height, column, cells}: MatrixRow,
  end: SVGElement | null = null
): SVGElement {
  const width = round(Math.max(GAP, column - (column > WIDE ? GAP : 0)));
  return svg`<g class="matrix-row">
    <text x="0" y=${y + height / 2} dy="0.35em" fill=${color} font-size=${fontSize} font-weight="600">${label}</text>
    ${cells.map(({problemId, counts, x}) => svg`<rect x=${round(x)} y=${y} width=${width} height=${height} fill=${color} fill-opacity=${round(opacity(counts))}><title>${problemId}: ${label} ${counts.c} of ${counts.n}</title></rect>`)}
    ${end}
  </g>`;
}

const shade = scaleLinear([0, 1], [LEAST_OPACITY, 1]);

function opacity(counts: Counts): number {
  const share = accuracy(counts);
  return share === 0 ? 0 : shade(share);
}
