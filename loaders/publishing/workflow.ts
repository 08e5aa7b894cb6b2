import {existsSync, mkdirSync} from "node:fs";
import {dirname, join} from "node:path";
import {UserError} from "../schema/user-error.js";
import {writeTextAtomically} from "../store/write-file.js";

/** Where GitHub looks for workflows. */
const WORKFLOW = ".github/workflows/report.yml";

/**
 * Writes the workflow that publishes the report of a study on GitHub Pages whenever `main` changes; returns its path. Throws a
 * UserError where there is one already, unless `isForced`.
 */
export async function writeWorkflow(folder: string, study: string, isForced: boolean): Promise<string> {
  const file = join(folder, WORKFLOW);
  if (existsSync(file) && !isForced)
    throw new UserError(`${file}: is there already: remove it, or replace it with --force`);
  mkdirSync(dirname(file), {recursive: true});
  await writeTextAtomically(file, workflowText(study));
  return file;
}

/** The workflow. The token is the one that GitHub makes for each run, and may write to this repository alone. */
function workflowText(study: string): string {
  return `# Publishes the report and its data set: branches gh-pages and report-data of this repository.
name: report
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: write
concurrency:
  group: report
  cancel-in-progress: false
jobs:
  publish:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v6.0.0
      - uses: actions/setup-node@v6.0.0
        with:
          node-version: 20
          cache: npm
      - run: npm ci
      - run: npm run publish -- --target github-pages --study ${quoted(study)}
`;
}

/** A word of a shell, in YAML that ends with its line. */
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
