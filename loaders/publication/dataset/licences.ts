import {markdownTable} from "../../exporting/run/markdown-table.js";
import {IMPORTED_ENGINE} from "../../schema/study/policy.js";
import type {DatasetFacts} from "./dataset-facts.js";
import {OWN_LICENCE, type Source} from "./sources/source.js";

/** The file LICENSES.md of a data set: under which terms each of its sources is. */
export function licencesText(facts: DatasetFacts): string {
  const {study, sources} = facts;
  const {benchmarks, models, isOwn} = sources;
  return [
    `# Licences of “${study.title}”`,
    "",
    "This data set is made of the following. Where no licence is named, none is known here: nothing in the files states one.",
    "",
    "## Problems",
    "",
    "In `problems/`, in the columns `prompt`, `gold` and `meta` of `data/`, and in `workspace/benchmarks/`.",
    "",
    ...sourcesTable("benchmark", benchmarks),
    "",
    "## Models",
    "",
    "No weights are in this data set; what the models wrote is.",
    "",
    ...sourcesTable("policy", models),
    "",
    "## Completions, verdicts and numbers",
    "",
    isOwn
      ? `Problems and models are under ${OWN_LICENCE}, and so are the completions that the models wrote.`
      : "A completion is under the terms of the model that wrote it and of the problem that it repeats.",
    ...importedNotes(facts),
    `Verdicts of its own verifiers and all tables were computed by reasoning-boundary, whose code is under ${OWN_LICENCE}.`,
    "",
    "## Tool",
    "",
    `reasoning-boundary: ${OWN_LICENCE}.`,
    ""
  ].join("\n");
}

/** What was drawn by others, with who published it where the study says so. */
function importedNotes({results}: DatasetFacts): string[] {
  const groups = new Map<string | null, Set<string>>();
  for (const {policy} of results)
    if (policy.engine === IMPORTED_ENGINE)
      groups.set(policy.published, (groups.get(policy.published) ?? new Set()).add(`\`${policy.id}\``));
  return [...groups].map(([published, ids]) => {
    const from = published ?? "others, whom the study does not name";
    return `What there is of ${[...ids].join(", ")} was drawn by others and imported, from: ${from}. Their terms are not stated: ask them.`;
  });
}

function sourcesTable(what: string, sources: readonly Source[]): string[] {
  return markdownTable(
    [what, "name", "licence", "page", "revision"],
    sources.map(({ids, name, terms, page, revision}) => [
      ids.map((id) => `\`${id}\``).join(", "),
      name,
      terms,
      page ?? "",
      revision ?? ""
    ])
  );
}
