import type {PolicySummary} from "../metrics/study-summary.js";

/** How a policy looks in every figure: the role is its colour, and the marker repeats it for print and colour blindness. */
export interface PolicyStyle {
  label: string;
  /** A CSS colour that follows the light or dark theme. */
  color: string;
  symbol: "circle" | "square" | "triangle" | "diamond";
}

const symbols = {base: "circle", rl: "square", instruct: "triangle", distilled: "diamond"} as const;

/** Tint of the first of several policies of one role; the last one has the full colour. */
const LIGHTEST = 45;

/** Styles by policy. Several policies of one role get tints of its colour, from light to full, in their order. */
export function policyStyles(policies: readonly PolicySummary[]): Map<string, PolicyStyle> {
  return new Map(
    policies.map((policy) => {
      const peers = policies.filter(({role}) => role === policy.role);
      return [policy.policy, style(policy, peers.indexOf(policy), peers.length)];
    })
  );
}

function style({role, label}: PolicySummary, rank: number, peers: number): PolicyStyle {
  const full = `var(--role-${role})`;
  const share = Math.round(LIGHTEST + ((100 - LIGHTEST) * (rank + 1)) / peers);
  const color = rank === peers - 1 ? full : `color-mix(in oklab, ${full} ${share}%, var(--ground))`;
  return {label, color, symbol: symbols[role]};
}
