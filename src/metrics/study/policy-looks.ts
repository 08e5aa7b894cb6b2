import type {PolicySummary} from "./study-summary.js";

/** Who is drawn together: the policies that an experiment has on a benchmark. */
export interface DrawnTogether {
  policies: readonly string[];
  /** Whether it compares bases with what training made of them: their figures come first. */
  isMain: boolean;
}

/** Colours that each role has: `--role-ROLE`, then `--role-ROLE-1` and so on. */
export const roleColors = {base: 5, rl: 12, instruct: 3, distilled: 3} as const;

type LookedAt = Pick<PolicySummary, "policy" | "role" | "base" | "label" | "seedOf">;

/**
 * Each policy's place in the row of colours and marks of its role, from 0 on, one for the whole study: no two policies share a
 * place, but for those of one name that are nowhere drawn together, and further training runs, which look as the run that they
 * repeat. Policies that are drawn together differ in colour where the role has enough of them, else in mark. Those of the main
 * experiments have the first places. Null for a policy of a main experiment that neither was trained from another one nor had
 * one trained from it: a control.
 */
export function policyLooks(
  policies: readonly LookedAt[],
  drawings: readonly DrawnTogether[]
): Map<string, number | null> {
  const mains = new Set(drawings.filter(({isMain}) => isMain).flatMap(({policies: ids}) => ids));
  const bases = new Set(policies.map(({base}) => base));
  const neighbours = neighboursOf(drawings);
  const isMain = ({policy}: {policy: string}): boolean => mains.has(policy);
  const isControl = (one: LookedAt): boolean =>
    isMain(one) && one.role === "base" && one.base === null && !bases.has(one.policy) && bases.size > 1;
  const originals = policies.filter(({seedOf}) => !policies.some(({policy}) => policy === seedOf));
  const looks = new Map<string, number | null>();
  for (const one of [...originals.filter(isMain), ...originals.filter((policy) => !isMain(policy))]) {
    const beside = neighbours.get(one.policy) ?? new Set();
    const peers = policies.filter(({role, policy}) => role === one.role && looks.has(policy));
    const places = peers.map(({policy, label}) => ({
      look: looks.get(policy)!,
      isBeside: beside.has(policy),
      mayShare: label === one.label && !beside.has(policy)
    }));
    looks.set(one.policy, isControl(one) ? null : freeLook(places, roleColors[one.role]));
  }
  for (const {policy, seedOf} of policies) if (!looks.has(policy)) looks.set(policy, looks.get(seedOf!) ?? 0);
  return looks;
}

/** Who stands in one drawing with each policy. */
function neighboursOf(drawings: readonly DrawnTogether[]): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>();
  for (const {policies} of drawings)
    for (const id of policies) {
      const known = neighbours.get(id) ?? new Set<string>();
      for (const other of policies) known.add(other);
      neighbours.set(id, known);
    }
  return neighbours;
}

/** The first place that nobody else has, of a colour that no neighbour has; of any colour where neighbours have them all. */
function freeLook(
  others: readonly {look: number | null; isBeside: boolean; mayShare: boolean}[],
  colors: number
): number {
  const taken = new Set(others.filter(({mayShare}) => !mayShare).map(({look}) => look));
  const near = new Set(
    others.flatMap(({look, isBeside}) => (isBeside && look !== null ? [look % colors] : []))
  );
  let look = 0;
  while (taken.has(look) || (near.size < colors && near.has(look % colors))) look++;
  return look;
}
