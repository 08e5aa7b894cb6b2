import {runScript} from "./run-script.js";
import {buildStep} from "./steps.js";
import {studyCommand, type StudyOptions} from "./study-command.js";

interface BuildScriptOptions extends StudyOptions {
  out: string;
  base: string;
}

await runScript(async () => {
  const command = studyCommand(
    "npm run build --",
    "Make the tables of a study and build its report as a static site, with the network blocked."
  )
    .option("--out <folder>", "folder of the site", "dist")
    .option("--base <path>", "path that the site will be served under", "/")
    .parse();
  const {study, runs, n, out, base} = command.opts<BuildScriptOptions>();
  const start = performance.now();
  await buildStep({study, runs, n, out, base});
  console.error(`build: the site is in ${out} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
});
