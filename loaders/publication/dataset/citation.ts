import {stringify} from "yaml";
import type {DatasetFacts} from "./dataset-facts.js";

/** Stands where a report has no authors: a citation must have some. */
const NO_AUTHORS = "Authors not stated";

/** The paper whose experiments every report repeats. */
const PAPER = {
  type: "article",
  title: "Does Reinforcement Learning Really Incentivize Reasoning Capacity in LLMs Beyond the Base Model?",
  year: 2025,
  url: "https://arxiv.org/abs/2504.13837",
  identifiers: [{type: "other", value: "arXiv:2504.13837"}],
  authors: [
    {"family-names": "Yue", "given-names": "Yang"},
    {"family-names": "Chen", "given-names": "Zhiqi"},
    {"family-names": "Lu", "given-names": "Rui"},
    {"family-names": "Zhao", "given-names": "Andrew"},
    {"family-names": "Wang", "given-names": "Zhaokai"},
    {"family-names": "Yue", "given-names": "Yang"},
    {"family-names": "Song", "given-names": "Shiji"},
    {"family-names": "Huang", "given-names": "Gao"}
  ]
};

/** The file CITATION.cff of a data set, of version 1.2.0 of the format. The version of a report is its identity. */
export function citationFile(facts: DatasetFacts): string {
  const {manifest, sources, at} = facts;
  const {identity, report, tool} = manifest;
  const citation = {
    "cff-version": "1.2.0",
    message: "If you use this report or its data, please cite it as below.",
    type: "dataset",
    title: report.title,
    authors: citedAuthors(facts),
    version: identity,
    ...(report.date === null ? {} : {"date-released": report.date}),
    ...(sources.isOwn ? {license: "MIT"} : {}),
    ...(at.site === undefined ? {} : {url: at.site}),
    ...(at.dataset === undefined ? {} : {"repository-artifact": at.dataset}),
    identifiers: [
      {
        type: "other",
        value: `sha256:${identity}`,
        description: "Identity of the report, in its manifest.json"
      }
    ],
    references: [
      {
        type: "software",
        title: "reasoning-boundary: pass@k reports on base and RLVR language models",
        version: tool["reasoning-boundary"] ?? "unknown",
        ...(tool.commit === undefined ? {} : {commit: tool.commit}),
        license: "MIT",
        authors: [{name: "The reasoning-boundary authors"}]
      },
      PAPER
    ]
  };
  return stringify(citation, {lineWidth: 0});
}

/** An author's name as the format has it: any name stands as a whole, since which part is the family's is not known. */
function citedAuthors({authors}: DatasetFacts): {name: string}[] {
  return (authors.length === 0 ? [NO_AUTHORS] : authors).map((name) => ({name}));
}

/** The same as BibTeX. */
export function bibtex({manifest, authors, at}: DatasetFacts): string {
  const {identity, report} = manifest;
  const fields = {
    title: `{${report.title}}`,
    author: authors.length === 0 ? `{${NO_AUTHORS}}` : authors.map((name) => `{${name}}`).join(" and "),
    ...(report.date === null ? {} : {year: report.date.slice(0, 4)}),
    version: identity.slice(0, 12),
    ...(at.site === undefined ? {} : {url: at.site}),
    note: `Report made with reasoning-boundary; identity sha256:${identity}`
  };
  return [
    `@misc{${report.study.replaceAll(/[^a-z0-9]/g, "")}${identity.slice(0, 8)},`,
    ...Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`),
    "}"
  ].join("\n");
}
