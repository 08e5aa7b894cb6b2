import {Option} from "commander";
import {exportFormats, exportModel, type ExportOptions} from "../../loaders/exporting/export-model.js";
import {runScript} from "../shared/run-script.js";
import {toolCommand, writablePath} from "../shared/tool-command.js";

await runScript(async () => {
  const program = toolCommand("export-model")
    .argument("<model>", "folder of a micro model, for example data/models/countdown-base")
    .addOption(
      new Option("--format <format>", "gguf: one file; hf: a folder")
        .choices([...exportFormats])
        .makeOptionMandatory()
    )
    .requiredOption("--out <path>", "file (gguf) or folder (hf) to write")
    .parse();
  const [model] = program.args as [string];
  const options = program.opts<Pick<ExportOptions, "format" | "out">>();
  writablePath(options.out, "--out");
  await exportModel({model, ...options});
  console.error(`export-model: wrote ${options.out}`);
});
