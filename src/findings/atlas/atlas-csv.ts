import type {AtlasReport, AtlasRow} from "../../metrics/atlas/atlas-row.js";
import {toCsv} from "../shared/csv.js";

const columns = [
  ...[
    "report",
    "identity",
    "address",
    "domain",
    "benchmark",
    "base",
    "trained",
    "role",
    "source",
    "verifier"
  ],
  ...[
    "problems",
    "n_base",
    "n_trained",
    "k",
    "pass_at_k_base",
    "pass_at_k_trained",
    "difference",
    "low",
    "high"
  ],
  ...["level", "k_star", "k_star_low", "k_star_high", "k_max"]
];

/** Rows of an atlas as CSV: a line for each budget; shares from 0 to 1, empty where nobody says. */
export function atlasCsv(rows: readonly AtlasRow[], reports: readonly AtlasReport[]): string {
  return toCsv(
    columns,
    rows.flatMap((row) => {
      const {title, identity, address} = reports.find(({id}) => id === row.report)!;
      const {domain, benchmark, base, trained, role, source, verifier, problems, n, level, crossing} = row;
      return row.points.map((point) => [
        ...[title, identity, address, domain, benchmark, base, trained, role, source, verifier, problems],
        ...[
          n?.[0],
          n?.[1],
          point.k,
          point.base,
          point.trained,
          point.difference,
          point.low,
          point.high,
          level
        ],
        ...[crossing?.observed, crossing?.low, crossing?.high, row.points.at(-1)!.k]
      ]);
    })
  );
}
