import {markdownTable} from "../../exporting/run/markdown-table.js";
import type {DatasetFacts} from "./dataset-facts.js";
import {OWN_LICENCE, type Source} from "./sources/source.js";

/** The file LICENSES.md of a data set: under which terms each of its sources is. */
export function licencesText({study, sources}: DatasetFacts): string {
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
    `Verdicts, counts and tables were computed by reasoning-boundary, whose code is under ${OWN_LICENCE}; their authors state no other terms here.`,
    "",
    "## Tool",
    "",
    `reasoning-boundary: ${OWN_LICENCE}.`,
    ""
  ].join("\n");
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
