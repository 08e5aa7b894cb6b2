import type {PromptSummary} from "../../../src/metrics/study/study-summary.js";
import {cellPrompt} from "../../prompts/cell-prompt.js";
import {studyCells} from "../../schema/study/study-cells.js";
import type {Study} from "../../schema/study.js";

/** The templates in which a study's problems are asked, in the order of its cells; nothing where they are asked as they stand. */
export function studyPrompts(study: Study): {prompts?: PromptSummary[]} {
  const prompts = new Map<string, PromptSummary>();
  for (const {policy, benchmark} of studyCells(study)) {
    const template = cellPrompt({policy, benchmark});
    if (template === null) continue;
    const {id, title, source, checked, notes, text, withStarterCode, messages, stop, sha256} = template;
    const known = prompts.get(sha256) ?? {
      ...{prompt: id, title, source, checked, notes, text, with_starter_code: withStarterCode},
      ...{messages, stop, asked: []}
    };
    known.asked.push({policy: policy.id, benchmark: benchmark.id});
    prompts.set(sha256, known);
  }
  return prompts.size === 0 ? {} : {prompts: [...prompts.values()]};
}
