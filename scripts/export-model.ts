import {Command, Option} from "commander";
import {exportFormats, exportModel, type ExportOptions} from "../loaders/exporting/export-model.js";
import {runScript} from "./run-script.js";

await runScript(async () => {
  const program = new Command("npm run export-model --")
    .description("Write a micro model for llama.cpp (gguf) or Hugging Face transformers (hf), in float32.")
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
  await exportModel({model, ...options});
  console.error(`export-model: wrote ${options.out}`);
});
