import type {Cell, Gold} from "./gold.js";

/** What is to be counted: the true numbers of marks by the group's name, one number for each kind that is counted in it. */
export type Survey = ReadonlyMap<string, readonly number[]>;

type Takes = (cell: Cell) => boolean;

const colours = ["red", "green", "blue"];
const shapes = ["dots", "crosses", "rings"];

/**
 * The surveys that can start a solution, each of groups that hold every mark in question exactly once:
 * `count` by rows, by columns, or a colour by shapes and a shape by colours; `combine` by rows, by columns (both kinds side
 * by side) or each kind as a whole; `locate` by the lines that are asked about; `make` all marks by rows, columns or colours.
 */
export function surveysOf({cells, rows, columns, question}: Gold): Survey[] {
  const survey = (groups: readonly (readonly [string, Takes])[], kinds: readonly Takes[]): Survey =>
    new Map(
      groups.map(([name, inGroup]) => [
        name,
        kinds.map((ofKind) => marksOf(cells, (cell) => inGroup(cell) && ofKind(cell)))
      ])
    );
  const byRow = numbered("row", rows);
  const byColumn = numbered("column", columns);
  switch (question.ask) {
    case "count": {
      const kinds = [isKind(question.of)];
      return [byRow, byColumn, partsOf(question.of)].map((groups) => survey(groups, kinds));
    }
    case "combine": {
      const kinds = [isKind(question.left), isKind(question.right)];
      const wholes = named([question.left, question.right]);
      return [survey(byRow, kinds), survey(byColumn, kinds), survey(wholes, [all])];
    }
    case "locate":
      return [survey(question.line === "row" ? byRow : byColumn, [isKind(question.of)])];
    case "make":
      return [byRow, byColumn, named(colours)].map((groups) => survey(groups, [all]));
  }
}

/** The number of marks of a kind in the whole picture. */
export function totalOf({cells}: Gold, kind: string): number {
  return marksOf(cells, isKind(kind));
}

function marksOf(cells: readonly Cell[], takes: Takes): number {
  return cells.filter(takes).reduce((sum, {marks}) => sum + marks, 0);
}

const all: Takes = () => true;

function isKind(kind: string): Takes {
  return ({colour, shape}) => colour === kind || shape === kind;
}

function named(kinds: readonly string[]): [string, Takes][] {
  return kinds.map((kind) => [kind, isKind(kind)]);
}

function numbered(line: "row" | "column", count: number): [string, Takes][] {
  return Array.from({length: count}, (_, index) => [
    `${line} ${index + 1}`,
    (cell: Cell) => cell[line] === index + 1
  ]);
}

function partsOf(kind: string): [string, Takes][] {
  const isColour = colours.includes(kind);
  return (isColour ? shapes : colours).map((other) => [
    isColour ? `${kind} ${other}` : `${other} ${kind}`,
    isKind(other)
  ]);
}
