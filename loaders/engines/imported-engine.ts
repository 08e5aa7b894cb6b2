import {type} from "arktype";
import {IMPORTED_ENGINE} from "../schema/study/policy.js";
import {UserError} from "../schema/user-error.js";
import type {EngineDefinition} from "./engine-definition.js";

const settings = type({"+": "reject"});

/** The engine of policies whose completions were drawn elsewhere: it has no model, so that nothing can be asked of it. */
export const importedEngine: EngineDefinition<typeof settings.infer> = {
  id: IMPORTED_ENGINE,
  settings,
  source: () => IMPORTED_ENGINE,
  load: ({policy, where}) => {
    throw new UserError(
      `the completions of ${policy} are imported (${where(["samples"])}): its model cannot be asked; give the policy an engine to draw or score with it`
    );
  }
};
