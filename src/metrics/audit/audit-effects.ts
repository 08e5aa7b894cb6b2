import {coverageBand} from "../bootstrap/coverage-band.js";
import {differenceBand} from "../bootstrap/difference-band.js";
import {pairedBootstrap} from "../bootstrap/paired-bootstrap.js";
import type {ProblemCount} from "../counts/problem-count.js";
import {sharedProblems} from "../counts/shared-problems.js";
import type {ComparedPolicy} from "../coverage/coverage-table.js";
import {crossingPoint} from "../coverage/crossing-point.js";
import {coverage} from "../pass-at-k/coverage.js";
import {kGrid} from "../pass-at-k/k-grid.js";
import {passAtKTable} from "../pass-at-k/pass-at-k-table.js";
import {auditChanges, changedCount, type AuditChange} from "./changed-counts.js";
import {auditKinds, type AuditKind, type ProblemMarks} from "./problem-marks.js";

/** A policy's coverage at one budget, as it is and after each change; null where some problem has too few completions left. */
type AuditPoint = {k: number; coverage: number; low: number; high: number} & Record<
  AuditChange,
  number | null
>;

/** A policy's curve, and how many of its completions are of the kind. */
export interface AuditCurve {
  policy: string;
  /** Judged completions. */
  n: number;
  /** Those of the kind. */
  marked: number;
  /** Correct ones among these. */
  correct: number;
  points: AuditPoint[];
}

/** The difference of a policy and its base at one budget. */
export interface AuditDifference {
  k: number;
  difference: number;
  low: number;
  high: number;
}

/** How a pair compares. */
export interface AuditOutcome {
  /** Problems that both have completions of. */
  problems: number;
  /** At every budget that both were measured at. */
  points: AuditDifference[];
  /** k* of the curves; null beyond the largest budget, 1 at or below the first. */
  crossing: number | null;
}

/** What the completions of one kind can change on one benchmark, for a policy and its base or for a policy alone. */
export interface AuditEffect {
  benchmark: string;
  /** What the completions have in common. */
  kind: AuditKind;
  /** Null for a policy alone. */
  base: string | null;
  policy: string;
  /** The base's, if there is one, and the policy's. */
  curves: AuditCurve[];
  /** As it is, and after each change; `worst` and `best` are the policy's: its base has the opposite. Null for a policy alone. */
  outcomes: Record<AuditChange | "asIs", AuditOutcome> | null;
}

interface EffectOptions {
  level: number;
}

/** The effects of every kind that has completions, for each policy beside its base and for those without one that is there. */
export function auditEffects(
  counts: readonly ProblemCount[],
  marks: readonly ProblemMarks[],
  policies: readonly ComparedPolicy[],
  options: EffectOptions
): AuditEffect[] {
  return [...new Set(counts.map(({benchmark}) => benchmark))].flatMap((benchmark) => {
    const rows = counts.filter((row) => row.benchmark === benchmark && row.n > 0);
    const counted = new Set(rows.map(({policy}) => policy));
    const present = policies.filter(({policy}) => counted.has(policy));
    const shared = sharedProblems(
      rows,
      present.map(({policy}) => policy)
    );
    const countsOf = new Map(present.map(({policy}, i) => [policy, shared[i]!]));
    const marksOf = new Map(
      marks.filter((row) => row.benchmark === benchmark).map((row) => [keyOf(row), row])
    );
    const groups = groupsOf(present);
    return auditKinds.flatMap((kind) => {
      const members = new Map(
        present.map(({policy}) => [policy, memberOf(policy, kind, {countsOf, marksOf, ...options})])
      );
      return groups.flatMap(
        (group) =>
          effect(
            {benchmark, kind, level: options.level},
            group.map((policy) => members.get(policy)!)
          ) ?? []
      );
    });
  });
}

/** Pairs as base and policy, then policies that are in no pair. */
function groupsOf(policies: readonly ComparedPolicy[]): string[][] {
  const pairs = policies.flatMap(({policy, base}) =>
    base !== null && policies.some((other) => other.policy === base) ? [[base, policy]] : []
  );
  const paired = new Set(pairs.flat());
  return [...pairs, ...policies.filter(({policy}) => !paired.has(policy)).map(({policy}) => [policy])];
}

interface EffectInput extends EffectOptions {
  countsOf: ReadonlyMap<string, readonly ProblemCount[]>;
  marksOf: ReadonlyMap<string, ProblemMarks>;
}

/** A policy's completions of one kind. A base is beside many policies: what is made of it is made once. */
interface Member {
  policy: string;
  problems: number;
  counted: Pick<AuditCurve, "n" | "marked" | "correct">;
  asIs: readonly ProblemCount[];
  changed: (change: AuditChange) => readonly ProblemCount[];
  curve: () => AuditCurve;
}

function memberOf(policy: string, kind: AuditKind, {countsOf, marksOf, level}: EffectInput): Member {
  const asIs = countsOf.get(policy)!;
  const marks = asIs.map((count) => marksOf.get(keyOf(count)));
  const rows = marks.filter((row) => row !== undefined);
  const counted = {
    n: asIs.reduce((sum, {n}) => sum + n, 0),
    marked: rows.reduce((sum, row) => sum + row[kind], 0),
    correct: rows.reduce((sum, row) => sum + row[`${kind}_correct`], 0)
  };
  const made = new Map<AuditChange, readonly ProblemCount[]>();
  const changed = (change: AuditChange): readonly ProblemCount[] => {
    const counts = made.get(change) ?? asIs.map((count, i) => changedCount(count, marks[i], kind, change));
    made.set(change, counts);
    return counts;
  };
  let curve: AuditCurve | null = null;
  return {
    policy,
    problems: asIs.length,
    counted,
    asIs,
    changed,
    curve: () => (curve ??= {policy, ...counted, points: curvePoints(asIs, changed, level)})
  };
}

function effect(
  {benchmark, kind, level}: {benchmark: string; kind: AuditKind; level: number},
  members: readonly Member[]
): AuditEffect | null {
  const [first, second] = members as [Member, Member?];
  if (members.every(({counted}) => counted.marked === 0) || first.problems === 0) return null;
  const pair = (ofBase: AuditChange, ofPolicy: AuditChange): AuditOutcome =>
    outcome(first.changed(ofBase), second!.changed(ofPolicy), level);
  return {
    benchmark,
    kind,
    base: second ? first.policy : null,
    policy: members.at(-1)!.policy,
    curves: members.map(({curve}) => curve()),
    outcomes: second
      ? {
          asIs: outcome(first.asIs, second.asIs, level),
          dropped: pair("dropped", "dropped"),
          flipped: pair("flipped", "flipped"),
          worst: pair("best", "worst"),
          best: pair("worst", "best")
        }
      : null
  };
}

function curvePoints(
  counts: readonly ProblemCount[],
  changed: (change: AuditChange) => readonly ProblemCount[],
  level: number
): AuditPoint[] {
  const ks = kGrid(leastOf(counts));
  const band = coverageBand(withoutReplicates([counts], ks), 0, {level});
  const values = auditChanges.map((change) => {
    const left = changed(change).filter(({n}) => n > 0);
    return [change, coverage(left, ks)] as const;
  });
  return ks.map((k, j) => {
    const at = Object.fromEntries(
      values.map(([change, column]) => [change, Number.isNaN(column[j]) ? null : column[j]!])
    ) as Record<AuditChange, number | null>;
    return {k, coverage: band.estimate[j]!, low: band.low[j]!, high: band.high[j]!, ...at};
  });
}

/** Both policies on the problems of which both have completions left. */
function outcome(base: readonly ProblemCount[], rl: readonly ProblemCount[], level: number): AuditOutcome {
  const kept = base.flatMap((one, i) => (one.n > 0 && rl[i]!.n > 0 ? [i] : []));
  const lists = [base, rl].map((list) => kept.map((i) => list[i]!));
  if (kept.length === 0) return {problems: 0, points: [], crossing: null};
  const ks = kGrid(Math.min(...lists.map(leastOf)));
  const {estimate, low, high} = differenceBand(withoutReplicates(lists, ks), 1, 0, {level});
  const crossing = crossingPoint(ks, estimate);
  return {
    problems: kept.length,
    points: ks.map((k, j) => ({k, difference: estimate[j]!, low: low[j]!, high: high[j]!})),
    crossing: Number.isFinite(crossing) ? crossing : null
  };
}

function leastOf(counts: readonly ProblemCount[]): number {
  return counts.reduce((least, {n}) => Math.min(least, n), Infinity);
}

/** Score intervals need no replicates. */
function withoutReplicates(
  lists: readonly (readonly ProblemCount[])[],
  ks: readonly number[]
): ReturnType<typeof pairedBootstrap> {
  return pairedBootstrap(passAtKTable(lists, ks), {seed: 0, replicates: 0});
}

/** The id of a policy has no line break. */
function keyOf({policy, problem_id}: {policy: string; problem_id: string}): string {
  return `${policy}\n${problem_id}`;
}
