import * as parser from "@typescript-eslint/parser";

/** Folders a folder may import from, besides itself and packages. Anything else is an error: dependencies point one way. */
const MAY_IMPORT = {
  "src/random": [],
  "src/contents": [],
  "src/metrics": ["src/contents", "src/random"],
  "src/sql": [],
  "src/findings": ["src/metrics"],
  "src/figures": ["src/contents", "src/findings", "src/metrics", "src/sql"],
  "loaders/public-benchmarks": [],
  "loaders/schema": ["loaders/public-benchmarks", "src/contents", "src/metrics"],
  "loaders/pictures": ["loaders/schema"],
  "loaders/store": ["loaders/schema", "src/metrics"],
  "loaders/python-subset": [],
  "loaders/benchmarks": [
    "loaders/public-benchmarks",
    "loaders/schema",
    "loaders/pictures",
    "loaders/python-subset",
    "loaders/verification",
    "src/random"
  ],
  "loaders/prompts": ["loaders/schema"],
  "loaders/fetching": [
    "loaders/public-benchmarks",
    "loaders/schema",
    "loaders/store",
    "loaders/verification"
  ],
  "loaders/own-code": ["loaders/schema"],
  // The store: stored completions are an engine too.
  "loaders/engines": [
    "loaders/schema",
    "loaders/store",
    "loaders/own-code",
    "loaders/pictures",
    "src/random"
  ],
  "loaders/sampling": [
    "loaders/public-benchmarks",
    "loaders/schema",
    "loaders/prompts",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "src/metrics"
  ],
  "loaders/settling": [
    "loaders/schema",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "loaders/sampling",
    "src/metrics"
  ],
  "loaders/entropy-matching": [
    "loaders/schema",
    "loaders/prompts",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "src/metrics",
    "src/random"
  ],
  "loaders/power-search": [
    "loaders/schema",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "loaders/verification",
    "src/random"
  ],
  "loaders/verification": ["loaders/schema", "loaders/own-code"],
  "loaders/importing": [
    "loaders/schema",
    "loaders/own-code",
    "loaders/store",
    "loaders/benchmarks",
    "src/metrics"
  ],
  "loaders/dropped": ["loaders/importing", "loaders/schema", "loaders/verification", "src/metrics"],
  "loaders/judging": ["loaders/schema", "loaders/store", "loaders/benchmarks", "loaders/verification"],
  "loaders/cluster": ["loaders/schema", "loaders/store", "loaders/benchmarks", "loaders/verification"],
  "loaders/checking": ["loaders/schema", "loaders/store", "loaders/benchmarks"],
  "loaders/scoring": [
    "loaders/schema",
    "loaders/prompts",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "src/metrics"
  ],
  "loaders/training": [
    "loaders/schema",
    "loaders/pictures",
    "loaders/python-subset",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "loaders/verification",
    "src/random"
  ],
  "loaders/exporting": [
    "loaders/schema",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "src/metrics"
  ],
  "loaders/tables": [
    "loaders/schema",
    "loaders/prompts",
    "loaders/importing",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "src/contents",
    "src/metrics",
    "src/sql"
  ],
  "loaders/chain-reading": [
    "loaders/schema",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "loaders/verification",
    "loaders/tables"
  ],
  "loaders/planning": [
    "loaders/public-benchmarks",
    "loaders/schema",
    "loaders/store",
    "loaders/benchmarks",
    "loaders/tables",
    "src/metrics"
  ],
  "loaders/publication": [
    "loaders/exporting",
    "loaders/public-benchmarks",
    "loaders/schema",
    "loaders/store",
    "src/metrics"
  ],
  "loaders/recomputing": [
    "loaders/fetching",
    "loaders/framework",
    "loaders/publication",
    "loaders/schema",
    "loaders/store",
    "src/metrics"
  ],
  "loaders/remote": ["loaders/schema", "loaders/store"],
  "loaders/publishing": [
    "loaders/publication",
    "loaders/recomputing",
    "loaders/remote",
    "loaders/schema",
    "loaders/serving",
    "loaders/site",
    "loaders/store"
  ],
  "loaders/atlas": ["loaders/recomputing", "loaders/schema", "src/findings", "src/metrics"],
  "loaders/workspace": [],
  "loaders/serving": [],
  "loaders/model-server": [
    "loaders/schema",
    "loaders/engines",
    "loaders/pictures",
    "loaders/serving",
    "loaders/workspace"
  ],
  "loaders/framework": ["loaders/schema", "loaders/serving", "loaders/store"],
  "loaders/site": [
    "loaders/schema",
    "loaders/framework",
    "loaders/publication",
    "loaders/serving",
    "loaders/store",
    "src/contents",
    "src/findings",
    "src/metrics"
  ],
  "src/data": ["loaders/tables"]
};

/** Where things lie and what commands are called: every loader may ask. */
const EVERY_LOADER = ["loaders/workspace"];

const folders = Object.keys(MAY_IMPORT);
const name = (folder) => folder.split("/")[1];

/** Patterns that a file of `folder` must not import: every listed folder that it may not depend on, and everything above loaders. */
function forbidden(folder) {
  const common = folder.startsWith("loaders/") ? EVERY_LOADER : [];
  const allowed = new Set([folder, ...common, ...MAY_IMPORT[folder]]);
  const others = folders.filter((other) => !allowed.has(other));
  return others.map((other) => ({
    regex: `^(\\.\\./)+(${other}|${name(other)})/`,
    message: `${folder} must not depend on ${other} (see MAY_IMPORT in eslint.config.js).`
  }));
}

// What needs types or looks at one file alone is oxlint's part (.oxlintrc.json): it takes seconds where this took minutes.
export default [
  {
    ignores: [
      "dist/**",
      "node_modules/**",
      "data/**",
      "src/.observablehq/**",
      "test/fixtures/**",
      "my-study/**"
    ]
  },
  {files: ["**/*.ts"], languageOptions: {parser}},
  ...folders.map((folder) => ({
    files: [`${folder}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...forbidden(folder),
            {regex: "^(\\.\\./)+(scripts|test|bench)/", message: "nothing depends on scripts, test or bench."}
          ]
        }
      ]
    }
  }))
];
