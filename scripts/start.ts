import {interruptSignal} from "./shared/interrupt.js";
import {makeReport} from "./shared/make-report.js";
import {portNumber} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {studyCommand, studyOptions, withAllowCode, withSiteBytes} from "./shared/study-command.js";
import {writablePath} from "./shared/tool-command.js";

interface StartOptions {
  serve: boolean;
  live: boolean;
  port: number;
  out?: string;
  siteBytes?: number;
}

await runScript(async () => {
  const command = withSiteBytes(withAllowCode(studyCommand("start")))
    .option("--out <folder>", "folder of the site (default: dist in your folder)")
    .option("--port <number>", "port; a free one if it is taken", portNumber, 3000)
    .option("--no-live", "build the report once all is drawn, not while it is")
    .option("--no-serve", "stop when the site is built");
  const {out, ...options} = studyOptions<StartOptions>(command);
  const site = out === undefined ? options.workspace.site : writablePath(out, "--out");
  await makeReport({...options, out: site}, interruptSignal());
});
