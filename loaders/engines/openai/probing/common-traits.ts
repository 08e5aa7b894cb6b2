import type {ServerTraits} from "./server-traits.js";

/** What all servers can do. */
export function commonTraits(traits: readonly ServerTraits[]): ServerTraits {
  const [first, ...others] = traits;
  const order = ["contiguous", "single", "ignored", "refused"] as const;
  return others.reduce(
    (least, each): ServerTraits => ({
      kind: least.kind === each.kind ? least.kind : "unknown",
      version: least.version === each.version ? least.version : null,
      seeds: order[Math.max(order.indexOf(least.seeds), order.indexOf(each.seeds))]!,
      isSteady: least.isSteady && each.isSteady,
      n: Math.min(least.n, each.n),
      topLogprobs:
        least.topLogprobs === null || each.topLogprobs === null
          ? null
          : Math.min(least.topLogprobs, each.topLogprobs),
      takesFields: least.takesFields && each.takesFields,
      countsTokens: least.countsTokens && each.countsTokens,
      looksConstant: least.looksConstant || each.looksConstant
    }),
    first!
  );
}
