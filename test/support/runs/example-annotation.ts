import type {Annotation} from "../../../src/metrics/study/annotation.js";

export const exampleAnnotation: Annotation = {
  study: "micro",
  benchmark: "sums",
  problem_id: "p0",
  policy: "base",
  sample_index: 3,
  mark: "valid",
  reader: "EK",
  date: "2026-01-31"
};
