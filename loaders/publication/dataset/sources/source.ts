/** The licence of the code here, and of the problems and models that come with it. */
export const OWN_LICENCE = "MIT";

/** Where something that a data set is made of comes from. */
export interface Source {
  /** Ids of the benchmarks, or of the policies. */
  ids: readonly string[];
  name: string;
  /** As its authors state it; null where that is not known. */
  licence: string | null;
  /** The licence, or what stands in the place of one that is not known. */
  terms: string;
  /** Where its authors describe it. */
  page: string | null;
  /** Commit, release or branch; of a model the hash of its files. */
  revision: string | null;
}
