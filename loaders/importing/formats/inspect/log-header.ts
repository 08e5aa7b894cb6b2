import {OWN_EXPORT, ownCell, type OwnCell} from "../../../schema/own-export.js";
import {skippedRow, type RawPlace, type RawRow} from "../../raw-row.js";
import {asObject, countOr, field, listOf, settingsOf, textOr} from "../../values.js";

/** What a log says of all its samples. */
export interface InspectLog {
  task: string | null;
  model: string | null;
  seed: number | null;
  settings: Readonly<Record<string, string | number>>;
  /** `id\0epoch` of the samples that were to be drawn; empty where the log does not say. */
  expected: readonly string[];
  /** What our own logs say of the benchmark. */
  own: OwnCell | null;
  /** Noted with each completion: that the log was not finished. */
  notes: readonly string[];
}

const settingNames = ["temperature", "top_p", "top_k", "max_tokens", "seed", "reasoning_effort"];

/** What the header of a log, or the start of its journal, says. */
export function inspectLog(header: unknown, isFinished: boolean): InspectLog {
  const {eval: spec, plan, status} = asObject(header) ?? {};
  const {task, model, model_generate_config, dataset, config, metadata} = asObject(spec) ?? {};
  const given = {...asObject(asObject(plan)?.config), ...asObject(model_generate_config)};
  const settings = settingsOf(given, settingNames);
  return {
    task: textOr(task),
    model: textOr(model),
    seed: typeof settings.seed === "number" ? settings.seed : null,
    settings,
    own: ownCell(field(metadata, OWN_EXPORT)),
    expected: expectedSamples(asObject(dataset)?.sample_ids, asObject(config)?.epochs),
    notes: isFinished
      ? status === "success" || typeof status !== "string"
        ? []
        : [`from a log whose status is ${status}`]
      : ["from a log that was not finished"]
  };
}

function expectedSamples(ids: unknown, epochs: unknown): string[] {
  const names = (listOf(ids) ?? []).map(textOr).filter((id) => id !== null);
  return names.flatMap((id) => Array.from({length: countOr(epochs) ?? 1}, (_, i) => `${id}\0${i + 1}`));
}

/** A skipped row for each sample that the log names and lacks, and one for a log without any. */
export function missingRows({expected}: InspectLog, found: ReadonlySet<string>, place: RawPlace): RawRow[] {
  if (found.size === 0) return [skippedRow(place, "a log without samples")];
  return expected
    .filter((name) => !found.has(name))
    .map((name) => skippedRow(place, "a sample that the log lacks", name.replace("\0", " epoch ")));
}
