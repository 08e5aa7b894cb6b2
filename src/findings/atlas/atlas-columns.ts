import {lastPoint, type AtlasReport, type AtlasRow} from "../../metrics/atlas/atlas-row.js";
import {crossingText} from "../coverage/crossing-text.js";
import {percent, whole} from "../shared/format.js";

/** A column of the atlas: what it says of a row and what rows are ordered by. */
export interface AtlasColumn {
  /** In the address. */
  id: string;
  label: string;
  /** Null where nobody says. */
  text: (row: AtlasRow) => string | null;
  /** Smallest first; null stands last in either direction. */
  order: (row: AtlasRow) => number | string | null;
  isNumber?: true;
}

export const domainNames: Readonly<Record<AtlasRow["domain"], string>> = {
  math: "Mathematics",
  code: "Code",
  visual: "Visual reasoning"
};

export const trainingNames: Readonly<Record<AtlasRow["role"], string>> = {
  base: "further training",
  rl: "RL",
  instruct: "fine-tuning",
  distilled: "distillation"
};

/** The pair of a row: `Base → GRPO`. */
export function pairText({base, trained}: Pick<AtlasRow, "base" | "trained">): string {
  return `${base} → ${trained}`;
}

/** The columns of the table of all pairs. */
export function atlasColumns(reports: readonly AtlasReport[]): AtlasColumn[] {
  const titles = new Map(reports.map(({id, title}) => [id, title]));
  const words = (id: string, label: string, text: (row: AtlasRow) => string | null): AtlasColumn => ({
    ...{id, label, text, order: text}
  });
  const numbers = (
    id: string,
    label: string,
    order: (row: AtlasRow) => number | null,
    show: (value: number, row: AtlasRow) => string
  ): AtlasColumn => ({
    ...{id, label, order, isNumber: true},
    text: (row) => {
      const value = order(row);
      return value === null ? null : show(value, row);
    }
  });
  return [
    words("report", "Report", ({report}) => titles.get(report) ?? report),
    words("pair", "Pair", pairText),
    words("benchmark", "Benchmark", ({benchmark}) => benchmark),
    numbers("base-1", "Base, pass@1", (row) => atOne(row)?.base ?? null, percent),
    numbers("trained-1", "Trained, pass@1", (row) => atOne(row)?.trained ?? null, percent),
    numbers("base-most", "Base, pass@k_max", (row) => lastPoint(row).base, percent),
    numbers("trained-most", "Trained, pass@k_max", (row) => lastPoint(row).trained, percent),
    numbers("k-max", "k_max", (row) => lastPoint(row).k, whole),
    {
      ...{id: "crossing", label: "k*, interval", isNumber: true},
      text: ({crossing}) => crossing && crossingText(crossing),
      order: ({crossing}) => (crossing === null || crossing.isSame ? null : (crossing.observed ?? Infinity))
    },
    {
      ...{id: "n", label: "n", isNumber: true},
      text: ({n}) => n && (n[0] === n[1] ? whole(n[0]) : `${whole(n[0])} and ${whole(n[1])}`),
      order: ({n}) => n && Math.min(...n)
    },
    numbers("problems", "Problems", ({problems}) => problems, whole),
    words("verifier", "Verifier", ({verifier}) => verifier),
    words("source", "Source", ({source}) => source)
  ];
}

function atOne({points}: AtlasRow): AtlasRow["points"][number] | undefined {
  return points.find(({k}) => k === 1);
}
