import {contents, type PagePath} from "./contents.js";
import {pageNeeds} from "./page-needs.js";

/**
 * What a study has. `curves`: policies in an experiment of a domain; `pairs`: policies beside those that they were trained from; `rl`: such a pair where RL did it; `texts`:
 * completions to read; `guesses`: rates at which guesses are right; `guess-rates`: those of random arithmetic; `luck`: exact ones of any kind; `guess-filter`: rates of single problems; `exact`: solve rates summed over all solutions; `certificates`: texts that both models of a pair have read; `cards`: records of
 * training; `imported`: completions of other tools; `drawn`: completions of its engines; `absent`: something that it does not measure; `published`: a pair of published numbers on the overview; `power-search`: the search for a power of its experiment `sharpening`; `about`, `limits`: notes of these names; a page's path where the report has the page; `experiment:ID`.
 */
export type StudyFact =
  | "curves"
  | "pairs"
  | "rl"
  | "texts"
  | "guesses"
  | "guess-rates"
  | "luck"
  | "guess-filter"
  | "cards"
  | "exact"
  | "certificates"
  | "imported"
  | "drawn"
  | "about"
  | "limits"
  | "absent"
  | "published"
  | "power-search"
  | PagePath
  | `experiment:${string}`;

/** A note of a study, with the name of what it is about. */
export interface TitledNote {
  /** Label of the benchmark or policy. */
  title: string;
  /** Markdown that nobody has checked. */
  text: string;
}

/** A page that the report does not have. */
interface AbsentPage {
  /** The page's. */
  title: string;
  /** What is not measured without it. */
  what: string;
  /** What to add to the study, in Markdown. */
  add: string;
}

/** What a study says of itself, in Markdown. */
interface ReportNotes {
  /** Of the whole report; null for none. */
  about: string | null;
  /** How far its findings go; null for none. */
  limits: string | null;
  /** By experiment. */
  experiments: Record<string, string>;
  /** Those of benchmarks that have one. */
  benchmarks: TitledNote[];
  /** Those of policies that have one. */
  policies: TitledNote[];
}

/** Which pages the report of a study has, what it lacks, and what the study says of itself: src/data/contents.json. */
export interface ReportContents {
  /** The study's. */
  title: string;
  /** Paths of its pages, in the order of the argument. */
  pages: string[];
  /** What the study has: names of `StudyFact`. */
  facts: string[];
  /** What the study does not measure, in the order of the pages. */
  absent: AbsentPage[];
  /** The study's own words. */
  notes: ReportNotes;
}

/** The pages that a study has something for, and those that it has not. */
export function pagesFor(facts: ReadonlySet<StudyFact>): Pick<ReportContents, "pages" | "absent"> {
  const rows = contents.map(({path, title, experiments}) => {
    const need = pageNeeds[path];
    const isThere =
      need === undefined ||
      (need.has === "experiment"
        ? experiments.some(({id}) => facts.has(`experiment:${id}`))
        : facts.has(need.has));
    return {path, title, need, isThere};
  });
  return {
    pages: rows.filter(({isThere}) => isThere).map(({path}) => path),
    absent: rows.flatMap(({title, need, isThere}) =>
      need === undefined || isThere ? [] : [{title, what: need.what, add: need.add}]
    )
  };
}
