/** In how many samples of one population an interval held the truth. */
export interface CoverageCell {
  problems: number;
  population: string;
  /** The true value; null for a k* beyond the largest k. */
  value: number;
  /** Samples that have the interval. */
  of: number;
  held: number;
  /** Samples whose interval of percentiles of resamples held it; null where the report has no such interval. */
  percentiles: number | null;
}

/** An interval of the report, and how often it holds the truth. */
export interface CoverageQuantity {
  name: string;
  /** Where the report prints it. */
  printed: string;
  /** One for each population and number of problems in which the quantity exists. */
  cells: CoverageCell[];
}

/** What bench/statistics/interval-coverage.ts measured: data/reference/interval-coverage.json. */
export interface IntervalCoverage {
  date: string;
  /** Samples of each population. The random numbers are seeded by the names of population, size and sample. */
  samples: number;
  /** Completions per problem. */
  n: number;
  level: number;
  problems: number[];
  quantities: CoverageQuantity[];
}
