import {Option} from "commander";
import {exportRun, runFormats, type RunFormat} from "../../loaders/exporting/run/export-run.js";
import {runScript} from "../shared/run-script.js";
import {openStudy, studyCommand, studyOptions} from "../shared/study-command.js";
import {writablePath} from "../shared/tool-command.js";

interface ExportScriptOptions {
  format: RunFormat;
  out: string;
}

await runScript(async () => {
  const command = studyCommand("export")
    .addOption(
      new Option(
        "--format <format>",
        "inspect: .eval logs; every-eval-ever: 0.3.0; dataset: Parquet with a card; counts: CSV"
      )
        .choices(runFormats)
        .makeOptionMandatory()
    )
    .requiredOption("--out <folder>", "folder to write, new or empty");
  const {format, out, ...options} = studyOptions<ExportScriptOptions>(command);
  const folder = writablePath(out, "--out");
  const {study, run} = openStudy(options);
  const completions = await exportRun({study, run, format, out: folder});
  console.error(`export: wrote ${completions} completions to ${out}`);
});
