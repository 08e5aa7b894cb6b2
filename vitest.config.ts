import {defineConfig} from "vitest/config";

/** Tests that start whole commands or learn for long: minutes together. */
const slow = [
  "test/docs/guides.test.ts",
  "test/exporting/run/round-trip.test.ts",
  "test/scripts/bad-input.test.ts",
  "test/scripts/docs.test.ts",
  "test/scripts/installed-tool.test.ts",
  "test/scripts/kill.test.ts",
  "test/scripts/live/run-live.test.ts",
  "test/scripts/own-code.test.ts",
  "test/scripts/refusals.test.ts",
  "test/scripts/summary.test.ts",
  "test/training/rl/reinforcement.test.ts"
];
const browser = ["test/browser/**/*.test.ts"];

// Projects run in the order of their names: what takes longest begins first.
export default defineConfig({
  test: {
    env: {TZ: "UTC"},
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: "forks",
    // Tests wait for a third of their time: for processes, limits and pages. One worker more than cores fills it.
    maxWorkers: "150%",
    // A module is made into JavaScript once for all projects, and for the next run.
    experimental: {fsModuleCache: true},
    projects: [
      {
        extends: true,
        test: {
          name: "browser",
          include: browser,
          globalSetup: "test/browser/shared-site.ts",
          isolate: false,
          // Pages that are open at a time, in a file whose tests are concurrent.
          maxConcurrency: 2
        }
      },
      // A worker keeps the modules of one file for the next: loading them anew took half of the time.
      {extends: true, test: {name: "slow", include: slow, isolate: false}},
      {
        extends: true,
        test: {name: "unit", include: ["test/**/*.test.ts"], exclude: [...browser, ...slow], isolate: false}
      }
    ]
  }
});
