/** A row of the paper, and what the paper found. */
export interface PaperExperiment {
  /** Also the row's id in `npm run summary`. */
  id: string;
  /** Where the paper shows it. */
  place: string;
  finding: string;
  /**
   * `domain`: a study names it, and it compares a base with its RL policies in one domain. `study`: a study names it.
   * `derived`: it is computed from the pairs of the domains. `control`: a study names it, and the paper has no such row: `place` and
   * `finding` are of later work.
   */
  kind: "domain" | "study" | "derived" | "control";
}

/** An experiment that a study can name and the paper has none of. */
interface OwnExperiment {
  id: string;
  kind: "own";
  /** What it asks. */
  asks: string;
}

/** A page of the report: what it is about and what it opens. */
export interface PageEntry {
  /** Its address, and the name of its Markdown file in src. */
  path: string;
  title: string;
  experiments: readonly (PaperExperiment | OwnExperiment)[];
  /** Tables of src/data that the page opens, the study's summary apart. */
  tables: readonly string[];
}
