import {
  atlasDomains,
  atlasSources,
  type AtlasReport,
  type AtlasRow,
  type AtlasTable
} from "../../metrics/atlas/atlas-row.js";
import {atlasColumns, domainNames, pairText, trainingNames} from "./atlas-columns.js";

/** What a reader of an atlas chose; it lives in the address. */
export interface AtlasState {
  domain: AtlasRow["domain"] | null;
  role: AtlasRow["role"] | null;
  source: AtlasRow["source"] | null;
  /** Words that a row must have, in any order and case. */
  text: string;
  /** Budget of the figure; null for the largest that most reports have. */
  k: number | null;
  /** Id of the column that orders the rows; null for the order of the reports. */
  sort: string | null;
  isDescending: boolean;
}

const roles = ["rl", "instruct", "distilled", "base"] as const;

/** The state in an address’s search string; what makes no sense is left out. */
export function readAtlasState(search: string): AtlasState {
  const parameters = new URLSearchParams(search);
  const oneOf = <T extends string>(name: string, values: readonly T[]): T | null =>
    values.find((value) => value === parameters.get(name)) ?? null;
  const [, minus, sort] = /^(-?)([a-z0-9-]+)$/.exec(parameters.get("sort") ?? "") ?? [];
  const k = parameters.get("k") ?? "";
  return {
    domain: oneOf("domain", atlasDomains),
    role: oneOf("role", roles),
    source: oneOf("source", atlasSources),
    text: parameters.get("text") ?? "",
    k: /^[1-9]\d{0,8}$/.test(k) ? Number(k) : null,
    sort: sort !== undefined && atlasColumns([]).some(({id}) => id === sort) ? sort : null,
    isDescending: minus === "-"
  };
}

/** The search string of a state: what differs from the defaults. Other parameters stay. */
export function writeAtlasState(state: AtlasState, search: string): string {
  const parameters = new URLSearchParams(search);
  const values: Record<string, string | null> = {
    domain: state.domain,
    role: state.role,
    source: state.source,
    text: state.text.trim() === "" ? null : state.text,
    k: state.k === null ? null : String(state.k),
    sort: state.sort === null ? null : `${state.isDescending ? "-" : ""}${state.sort}`
  };
  for (const [name, value] of Object.entries(values))
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** The rows that a state lets through, in its order. */
export function shownRows({rows, reports}: AtlasTable, state: AtlasState): AtlasRow[] {
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter(
    (row) =>
      (state.domain ?? row.domain) === row.domain &&
      (state.role ?? row.role) === row.role &&
      (state.source ?? row.source) === row.source &&
      words.every((word) => rowText(row, reports).includes(word))
  );
  const column = atlasColumns(reports).find(({id}) => id === state.sort);
  if (column === undefined) return shown;
  const sign = state.isDescending ? -1 : 1;
  return shown.sort((a, b) => {
    const [left, right] = [column.order(a), column.order(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "string" || typeof right === "string")
      return sign * String(left).localeCompare(String(right), "en");
    return left === right ? 0 : sign * (left < right ? -1 : 1);
  });
}

function rowText(row: AtlasRow, reports: readonly AtlasReport[]): string {
  const report = reports.find(({id}) => id === row.report);
  const parts = [report?.title, pairText(row), row.benchmark, row.verifier, domainNames[row.domain]];
  return [...parts, trainingNames[row.role], row.source].join(" ").toLowerCase();
}

/** What a filter offers: the values that some row has. */
export function offered<Name extends "domain" | "role" | "source">(
  rows: readonly AtlasRow[],
  name: Name
): AtlasRow[Name][] {
  const order: readonly string[] = {domain: atlasDomains, role: roles, source: atlasSources}[name];
  return [...new Set(rows.map((row) => row[name]))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}
