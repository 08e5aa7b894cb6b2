import type {KnipConfig} from "knip";

/** Pages import components: their import lines are what knip has to see of them. */
function pageImports(text: string): string {
  return [...text.matchAll(/^import .*$/gm)].join("\n");
}

export default {
  entry: [
    "scripts/*.{ts,mjs}",
    "scripts/{models,publishing,development}/*.ts",
    "src/*.md",
    "loaders/site/{atlas,comparison}/*.md",
    "src/data/**/*.ts",
    "loaders/verification/grade-worker.ts",
    // Bundled by loaders/site/samples-worker.ts.
    "loaders/dropped/worker.ts",
    "loaders/dropped/stand-ins/*.ts",
    "loaders/verification/own/module-worker.ts",
    "loaders/engines/micro/worker.ts",
    "test/support/verification/hostile-worker.ts",
    "test/support/verification/judging-process.ts",
    "observablehq.config.ts",
    "test/**/*.test.ts",
    "bench/**/*.ts"
  ],
  project: ["**/*.{ts,mjs}", "src/*.md", "loaders/site/{atlas,comparison}/*.md", "!my-study/**"],
  // `buffer`: Node has it too, the bundle of loaders/dropped takes the package. Used by path: fonts.ts copies the typefaces, run-framework.ts starts Framework, `npm:…` names a file in Framework's way.
  ignoreDependencies: [/^@fontsource-variable\//, "@observablehq/framework", "npm", "buffer"],
  // From the distribution; see scripts/shared/system-packages.ts.
  ignoreBinaries: ["bwrap"],
  compilers: {md: pageImports}
} satisfies KnipConfig;
