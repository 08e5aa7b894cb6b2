import js from "@eslint/js";
import tseslint from "typescript-eslint";

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
  "loaders/store": ["loaders/schema"],
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
  "loaders/fetching": ["loaders/public-benchmarks", "loaders/schema", "loaders/store"],
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
    "loaders/benchmarks"
  ],
  "loaders/settling": [
    "loaders/schema",
    "loaders/store",
    "loaders/engines",
    "loaders/benchmarks",
    "loaders/sampling"
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
  "loaders/verification": ["loaders/schema", "loaders/own-code"],
  "loaders/importing": [
    "loaders/schema",
    "loaders/own-code",
    "loaders/store",
    "loaders/benchmarks",
    "src/metrics"
  ],
  "loaders/judging": ["loaders/schema", "loaders/store", "loaders/benchmarks", "loaders/verification"],
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
    "loaders/serving",
    "loaders/store",
    "src/contents",
    "src/findings"
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

export default tseslint.config(
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
  js.configs.recommended,
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        Request: "readonly",
        Buffer: "readonly"
      }
    }
  },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname}},
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", {allowNumber: true, allowBoolean: true}],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": ["error", {argsIgnorePattern: "^_"}],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "max-lines": ["error", 300]
    }
  },
  {
    files: ["{src,loaders,scripts}/**/*.{ts,js,mjs}"],
    rules: {"max-lines-per-function": ["error", {max: 60, skipComments: true, skipBlankLines: true}]}
  },
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
);
