import {ownEngine} from "../engines/find-engine.js";
import {cellPrompt} from "../prompts/cell-prompt.js";
import {studyCells} from "../schema/study/study-cells.js";
import type {Study} from "../schema/study.js";
import {UserError} from "../schema/user-error.js";

/**
 * Checks that every prompt template which a study names is there, and that the engines of the policies which are asked in it
 * can take it. Throws a UserError that names the policy. A user's module is given whatever the template has.
 */
export function checkPrompts(study: Study): void {
  for (const {policy, benchmark} of studyCells(study)) {
    const template = cellPrompt({policy, benchmark});
    const engine = ownEngine(policy);
    if (template === null || engine === null || policy.samples !== null) continue;
    const place = (policy.prompt ?? benchmark.prompt)!.where;
    const asked = `${place}: the prompt ${template.id} of ${policy.id} on ${benchmark.id}`;
    if (template.messages !== null && engine.chat !== true)
      throw new UserError(
        `${asked} has messages, and the engine ${policy.engine} takes no chat: name a prompt with text`
      );
    if (template.stop.length > 0 && engine.stop !== true)
      throw new UserError(
        `${asked} has stop, and the engine ${policy.engine} does not end completions at texts: name a prompt without`
      );
    if (template.messages !== null && policy.sampling.prefill !== null)
      throw new UserError(
        `${asked} has messages, which leave no place for the prefill of ${policy.id}: remove one of them`
      );
  }
}
