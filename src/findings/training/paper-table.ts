/** A table of the paper as it stands in data/reference/paper.json: values in percent, columns named `set@k`. */
export interface PaperTableReference {
  columns: string[];
  rows: Record<string, number[]>;
}

/** A benchmark of the paper with two columns: pass@1 and pass@k at its largest k. */
export interface PaperSet {
  label: string;
  kMax: number;
  /** The first is the base. Shares, 0 to 1. */
  rows: {label: string; atOne: number; atMost: number}[];
}

const labels: Record<string, string> = {
  omni_math_train: "Omni-MATH (training)",
  omni_math_test: "Omni-MATH (held out)",
  math500: "MATH500"
};

/** A table of the paper, set by set. Throws where a set has no pair of columns. */
export function paperSetsOf({columns, rows}: PaperTableReference): PaperSet[] {
  const names = [...new Set(columns.map((column) => column.split("@")[0]!))];
  return names.map((name) => {
    const [one, most] = columns.flatMap((column, i) => (column.split("@")[0] === name ? i : []));
    if (one === undefined || most === undefined)
      throw new Error(`${name}: expected two columns, for k = 1 and the largest k`);
    return {
      label: labels[name] ?? name,
      kMax: Number(columns[most]!.split("@")[1]),
      rows: Object.entries(rows).map(([label, values]) => ({
        label,
        atOne: values[one]! / 100,
        atMost: values[most]! / 100
      }))
    };
  });
}
