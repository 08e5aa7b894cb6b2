import {expect, it} from "vitest";
import {isWithin} from "../../loaders/public-benchmarks/contest-window.js";

it.each([
  ["2024-08-01T00:00:00", {from: "2024-08", to: "2025-01"}, true],
  ["2025-01-31", {from: "2024-08", to: "2025-01"}, true],
  ["2025-02-01", {from: "2024-08", to: "2025-01"}, false],
  ["2024-07-31", {from: "2024-08", to: null}, false],
  // A month beside a day: each end is compared as far as it is given.
  ["2024-08-03", {from: "2024-08", to: "2024-08-02"}, false],
  ["2024-08-02", {from: "2024-08", to: "2024-08-02"}, true],
  ["2024-08-02", {from: "2024-08-03", to: "2024-08"}, false]
])("%s lies in %j: %s", (date, window, isIn) => {
  expect(isWithin(date, window)).toBe(isIn);
});
