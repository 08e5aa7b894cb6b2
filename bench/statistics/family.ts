import type {Interval} from "../../src/metrics/statistics/interval.js";
import type {Truth} from "./truth.js";

/** How large a study is. */
export interface Size {
  problems: number;
  /** Completions per problem. */
  n: number;
}

/** A quantity whose interval the report prints. */
export interface Quantity {
  name: string;
  /** Which numbers of the report are of this kind. */
  printed: string;
}

/** Intervals of a sample by the quantity's name: the report's, and where there is one that of percentiles of resamples. */
export interface SampleIntervals {
  report: ReadonlyMap<string, Interval>;
  percentiles?: ReadonlyMap<string, Interval>;
}

/** Quantities that come from the same sample. */
export interface Family {
  quantities: readonly Quantity[];
  /** The true values by name; what is left out or NaN does not exist in this population. */
  values: (truth: Truth, size: Size) => ReadonlyMap<string, number>;
  /** Draws a sample; the same one for the same name. */
  sample: (truth: Truth, size: Size, name: string) => SampleIntervals;
}
