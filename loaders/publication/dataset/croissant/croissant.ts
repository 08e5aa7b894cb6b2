import {bibtex} from "../citation.js";
import type {DatasetFacts} from "../dataset-facts.js";
import {CONTEXT, SPECIFICATIONS} from "./context.js";
import {recordSet, tableSets} from "./record-sets.js";
import {responsibleAi} from "./responsible-ai.js";

/** Name of the file, which the Hub knows too. */
export const CROISSANT = "croissant.json";

/** The metadata of a data set in Croissant 1.1 with its RAI vocabulary: what it is, its files with their hashes, and its columns. */
export function croissant(facts: DatasetFacts): object {
  const {study, manifest, files, at, sources} = facts;
  const sets = tableSets.filter(({folder}) => Object.keys(files).some((place) => place.startsWith(folder)));
  const {date} = manifest.report;
  return {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    conformsTo: SPECIFICATIONS,
    name: study.id,
    alternateName: study.title,
    description: description(facts),
    identifier: `sha256:${manifest.identity}`,
    url: at.dataset ?? at.site ?? `urn:sha256:${manifest.identity}`,
    license: sources.isOwn ? "https://spdx.org/licenses/MIT.html" : licences(facts),
    creator: creators(facts),
    ...(date === null ? {} : {datePublished: date, dateCreated: date}),
    version: `1.0.0+${manifest.identity}`,
    isLiveDataset: false,
    keywords: ["pass@k", "reinforcement learning", "verifiable rewards", "reasoning", "language models"],
    citeAs: bibtex(facts),
    ...responsibleAi(facts),
    distribution: [
      ...Object.entries(files).map(([place, {bytes, sha256}]) => ({
        "@type": "cr:FileObject",
        "@id": place,
        name: place,
        contentUrl: place,
        contentSize: `${bytes} B`,
        encodingFormat: tableSets.find(({folder}) => place.startsWith(folder))!.encodingFormat,
        sha256
      })),
      ...sets.map(({id, folder, includes, encodingFormat}) => ({
        "@type": "cr:FileSet",
        "@id": `${id}-files`,
        name: `${id}-files`,
        description: `All of ${folder}.`,
        encodingFormat,
        includes
      }))
    ],
    recordSet: sets.map(recordSet)
  };
}

function description({study, manifest, results}: DatasetFacts): string {
  const total = results.reduce((sum, {completions}) => sum + completions, 0);
  const what =
    total === 0
      ? "Counts of correct completions"
      : `${total.toLocaleString("en-US")} completions with the verdicts on them`;
  return [
    `${study.title}. ${what}, sampled for pass@k, from which every number of the report ${manifest.identity.slice(0, 12)} can be computed again.`,
    ...(study.notes.about === null ? [] : [study.notes.about.replaceAll(/\s+/g, " ")])
  ].join(" ");
}

function creators({authors}: DatasetFacts): object[] {
  return authors.length === 0
    ? [{"@type": "sc:Organization", name: "Authors not stated"}]
    : authors.map((name) => ({"@type": "sc:Person", name}));
}

/** The pages of the licences are not known: the file that lists them stands for them. */
function licences({at}: DatasetFacts): string {
  return at.dataset === undefined ? "LICENSES.md" : `${at.dataset.replace(/\/$/, "")}/LICENSES.md`;
}
