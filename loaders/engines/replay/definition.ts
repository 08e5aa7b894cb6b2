import {type} from "arktype";
import {UserError} from "../../schema/user-error.js";
import {streamedHash} from "../../store/file-hash.js";
import {matchingFiles} from "../../store/matching-files.js";
import type {EngineDefinition, PolicyModel} from "../engine-definition.js";

const settings = type({
  "+": "reject",
  /** Path of a file, a folder or a glob: Parquet as a run stores it, or JSONL with the same names. */
  completions: "string > 0",
  /** Whose completions they are, where the files hold several policies'; default: the id of the study's policy. */
  "policy?": "string > 0"
});

type Settings = typeof settings.infer;

/**
 * Stored completions as an engine, for tests and for re-analysis. Which one answers is a matter of the key alone. Its
 * identity is the SHA-256 of the files, one after the other.
 */
export const replay: EngineDefinition<Settings> = {
  id: "replay",
  settings,
  source: async (model) => {
    const hash = await streamedHash(...(await replayedFiles(model)));
    const {policy} = model.settings;
    return hash + (policy === undefined ? "" : ` policy ${policy}`);
  },
  load: async (model) => {
    if (model.prefill !== null)
      throw new UserError(
        `${model.where(["sampling", "prefill"])}: the engine replay gives completions as they are stored: remove prefill`
      );
    const {ReplayModel} = await import("./replay-model.js");
    const policy = model.settings.policy ?? model.policy;
    return ReplayModel.read({files: await replayedFiles(model), policy, where: model.where(["completions"])});
  }
};

function replayedFiles({settings: {completions}, resolve, where}: PolicyModel<Settings>): Promise<string[]> {
  return matchingFiles(resolve(completions), [".parquet", ".jsonl"], where(["completions"]));
}
