import {readBenchmark} from "../benchmarks/read-benchmark.js";
import {checkTokenRoom} from "../engines/check-token-room.js";
import type {ModelAccess} from "../engines/model-access.js";
import {cellPrompt} from "../prompts/cell-prompt.js";
import {renderPrompt} from "../prompts/render-prompt.js";
import type {StudyCell} from "../schema/study/study-cells.js";
import {joinWords} from "./join-words.js";

/** `checkTokenRoom` of a policy's `max_tokens` on a benchmark. */
export async function cellTokenRoom(
  {policy, benchmark}: StudyCell,
  models: Pick<ModelAccess, "room">
): Promise<number | null> {
  const {maxTokens, prefill} = policy.sampling;
  const problems = readBenchmark(benchmark);
  const template = cellPrompt({policy, benchmark});
  const prompts = problems.map((problem) => joinWords(renderPrompt(template, problem).prompt, prefill ?? ""));
  const room = await models.room(policy, prompts);
  return checkTokenRoom(problems, room, {
    maxTokens,
    where: `${policy.where(["sampling", "max_tokens"])}: max_tokens`,
    set: (fits) => `sampling: {max_tokens: ${fits}} for ${policy.id}`,
    model: policy.id,
    benchmark: benchmark.id
  });
}
