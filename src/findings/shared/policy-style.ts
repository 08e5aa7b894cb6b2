import type {PolicySummary} from "../../metrics/study/study-summary.js";

/** How a policy looks in every figure: the role is its colour, and the marker repeats it for print and colour blindness. */
export interface PolicyStyle {
  label: string;
  /** A CSS colour that follows the light or dark theme. */
  color: string;
  symbol: "circle" | "square" | "triangle" | "diamond";
  /** Its numbers were published elsewhere: markers are hollow. */
  isPublished?: boolean;
}

const symbols = {base: "circle", rl: "square", instruct: "triangle", distilled: "diamond"} as const;

/**
 * Styles by policy. Several policies of one role get steps of its colour in their order, from the far end that the theme
 * has for it (`--role-ROLE-first`) to the full colour. No step is nearer to the ground than the nearer of the two ends.
 */
export function policyStyles(policies: readonly PolicySummary[]): Map<string, PolicyStyle> {
  return new Map(
    policies.map((policy) => {
      const peers = policies.filter(({role}) => role === policy.role);
      return [policy.policy, style(policy, peers.indexOf(policy), peers.length)];
    })
  );
}

/** The style of a policy in the full colour of its role. */
export function roleStyle(policy: PolicySummary): PolicyStyle {
  return style(policy, 0, 1);
}

function style({role, label, published}: PolicySummary, rank: number, peers: number): PolicyStyle {
  const isPublished = (published ?? null) !== null;
  return {
    label,
    color: roleColor(role, rank, peers),
    symbol: symbols[role],
    ...(isPublished ? {isPublished} : {})
  };
}

function roleColor(role: PolicySummary["role"], rank: number, peers: number): string {
  const full = `var(--role-${role})`;
  const first = `var(--role-${role}-first)`;
  if (rank === peers - 1) return full;
  if (rank === 0) return first;
  return `color-mix(in oklab, ${full} ${Math.round((100 * rank) / (peers - 1))}%, ${first})`;
}

/** Dash patterns of lines that run through each other, by their place in the figure; the first is solid. */
const dashes = ["none", "7 3", "2.5 2.5", "9 3 2 3", "4 2", "12 4", "9 3 2 3 2 3", "1.5 4"] as const;

/** The dash pattern of the line at `rank` in a figure of many lines, as SVG has it. After eight they begin again. */
export function lineDash(rank: number): string {
  return dashes[rank % dashes.length]!;
}
