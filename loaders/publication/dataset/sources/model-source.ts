import type {Policy} from "../../../schema/study.js";
import type {ReportManifest} from "../../identity/report-manifest.js";
import {OWN_LICENCE, type Source} from "./source.js";

/** Where a policy's model comes from: one of ours (told by its bytes), or somebody else's. */
export function modelSource(
  policy: Policy,
  manifest: ReportManifest,
  shipped: ReadonlyMap<string, string>
): Source {
  const {id, label} = policy;
  const {model, source} = described(policy, manifest);
  const own = source === null ? undefined : shipped.get(source);
  const name = own ?? hubModel(policy, manifest) ?? model ?? label;
  return {
    ids: [id],
    name,
    licence: own === undefined ? null : OWN_LICENCE,
    terms: own === undefined ? `terms of the model ${name}` : `${OWN_LICENCE}: comes with reasoning-boundary`,
    page: null,
    revision: /^[0-9a-f]{64}$/.test(source ?? "") ? `sha256 ${source!}` : null
  };
}

/** `owner/name`, as the Hugging Face Hub names models. */
const HUB_NAME = /^[\w.-]+\/[\w.-]+$/;

/**
 * A policy's model as the Hugging Face Hub names it: what the study asks a server for, or the name in an imported file. Null where
 * neither has that form. Whether the Hub has it is not asked.
 */
export function hubModel(policy: Policy, manifest: ReportManifest): string | null {
  const {model, source} = described(policy, manifest);
  return [model, source?.split("@")[0] ?? null].find((name) => name !== null && HUB_NAME.test(name)) ?? null;
}

function described(
  {id}: Policy,
  {policies}: ReportManifest
): Pick<ReportManifest["policies"][number], "model" | "source"> {
  const {model = null, source = null} = policies.find(({policy}) => policy === id) ?? {};
  return {model, source};
}
