import {shownPath} from "../loaders/workspace/workspace.js";
import {runScript} from "./shared/run-script.js";
import {buildStep} from "./shared/steps.js";
import {needRun, studyCommand, studyOptions} from "./shared/study-command.js";
import {writablePath} from "./shared/tool-command.js";

interface BuildScriptOptions {
  out?: string;
  base: string;
}

await runScript(async () => {
  const command = studyCommand("build")
    .option("--out <folder>", "folder of the site (default: dist in your folder)")
    .option("--base <path>", "path that the site will be served under", "/");
  const {out, base, ...options} = studyOptions<BuildScriptOptions>(command);
  const site = out === undefined ? options.workspace.site : writablePath(out, "--out");
  needRun(options);
  const start = performance.now();
  await buildStep({...options, out: site, base});
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.error(`build: the site is in ${shownPath(site)} (${seconds} s)`);
});
