import {GUESSING} from "../../metrics/guess/guess-coverage.js";
import {roleColors} from "../../metrics/study/policy-looks.js";
import type {PolicySummary} from "../../metrics/study/study-summary.js";

/** How a policy looks in every figure: the role is its colour, and the marker repeats it for print and colour blindness. */
export interface PolicyStyle {
  label: string;
  /** A CSS colour that follows the light or dark theme. */
  color: string;
  symbol: "circle" | "square" | "triangle" | "diamond";
  /** Its numbers were published elsewhere: markers are hollow. */
  isPublished?: boolean;
  /** No policy but what luck alone reaches: a dotted line without markers, since nothing was measured. */
  isLuck?: boolean;
}

/** The marks of a role, the next one with each round through its colours. */
const symbols = {
  base: ["circle", "diamond", "triangle"],
  rl: ["square", "diamond", "triangle"],
  instruct: ["triangle", "circle", "square"],
  distilled: ["diamond", "triangle", "circle"]
} as const;

/**
 * Styles by policy, the same in every figure of a study: the role gives the hue, the policy's `look` the colour and the mark
 * among those of its role. Policies without a look get theirs by their place among the policies of their role.
 */
export function policyStyles(policies: readonly PolicySummary[]): Map<string, PolicyStyle> {
  return new Map(
    policies.map((policy) => {
      const peers = policies.filter(({role}) => role === policy.role);
      return [policy.policy, style(policy, policy.look === undefined ? peers.indexOf(policy) : policy.look)];
    })
  );
}

function style({policy, role, label, published}: PolicySummary, look: number | null): PolicyStyle {
  if (policy === GUESSING) return {label, color: "var(--ink-soft)", symbol: "circle", isLuck: true};
  const isPublished = (published ?? null) !== null;
  return {
    label,
    ...(look === null ? {color: "var(--ink-faint)", symbol: "triangle" as const} : roleMark(role, look)),
    ...(isPublished ? {isPublished} : {})
  };
}

function roleMark(role: PolicySummary["role"], look: number): Pick<PolicyStyle, "color" | "symbol"> {
  const [shade, round] = [look % roleColors[role], Math.floor(look / roleColors[role])];
  return {
    color: shade === 0 ? `var(--role-${role})` : `var(--role-${role}-${shade})`,
    symbol: symbols[role][round % symbols[role].length]!
  };
}

/** Dash patterns of lines that run through each other, by their place in the figure; the first is solid. */
const dashes = ["none", "7 3", "2.5 2.5", "9 3 2 3", "4 2", "12 4", "9 3 2 3 2 3", "1.5 4"] as const;

/** The dash pattern of the line at `rank` in a figure of many lines, as SVG has it. After eight they begin again. */
export function lineDash(rank: number): string {
  return dashes[rank % dashes.length]!;
}
