import type {ReadChain} from "../../metrics/coverage/read-chain.js";
import type {Annotation} from "../../metrics/study/annotation.js";
import type {CaseCompletion} from "../../metrics/study/case-shard.js";
import type {CaseShards} from "../shared/live/case-shards.js";

/** The shown completion that an annotation is of: by its text where the annotation says which, else by its sample index. */
export function matchCompletion(
  completions: readonly CaseCompletion[],
  {digest, sample_index}: Annotation
): CaseCompletion | undefined {
  return completions.find((completion) =>
    digest === undefined ? completion.sample_index === sample_index : completion.digest === digest
  );
}

/** The annotations whose shards are loaded, as read chains. One whose completion is not shown has no place among them. */
export function matchAnnotations(annotations: readonly Annotation[], shards: CaseShards): ReadChain[] {
  return annotations.flatMap((annotation) => {
    const shard = shards.loaded(annotation.benchmark, annotation.problem_id);
    const policy = shard?.policies.find(({policy}) => policy === annotation.policy);
    const completion = policy && matchCompletion(policy.completions, annotation);
    if (!completion) return [];
    const {sample_index, count, verdict} = completion;
    return [{...annotation, sample_index, count, correct: verdict === "correct"}];
  });
}
