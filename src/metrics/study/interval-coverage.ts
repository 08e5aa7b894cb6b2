/** In how many samples of one population an interval held the truth. */
export interface CoverageCell {
  problems: number;
  /** Of the bench's populations, by name. */
  population: string;
  /** No rule of an interval was chosen by what it covers in this population. */
  heldOut: boolean;
  /** The true value; null for a k* beyond the largest k. */
  value: number;
  /** Samples that have the interval. */
  of: number;
  /** Of these, those whose interval held the true value. */
  held: number;
  /** Samples whose interval of percentiles of resamples held it; null where the report has no such interval. */
  percentiles: number | null;
}

/** An interval of the report, and how often it holds the truth. */
export interface CoverageQuantity {
  /** As the methods page shows it. */
  name: string;
  /** Where the report prints it. */
  printed: string;
  /** One for each population and number of problems in which the quantity exists. */
  cells: CoverageCell[];
}

/** What bench/statistics/interval-coverage.ts measured: data/reference/interval-coverage.json. */
export interface IntervalCoverage {
  /** When it was measured, ISO 8601 date. */
  date: string;
  /** Samples of each population. The random numbers are seeded by the names of population, size and sample. */
  samples: number;
  /** Completions per problem. */
  n: number;
  level: number;
  /** In the order of the table. */
  quantities: CoverageQuantity[];
}
