import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {Command} from "commander";
import {writeTextAtomically} from "../loaders/store/write-file.js";
import {commandsPage} from "./docs/commands-page.js";
import {dataModelPage} from "./docs/data-model-page.js";
import {runScript} from "./shared/run-script.js";

const repository = fileURLToPath(new URL("..", import.meta.url));

await runScript(async () => {
  const {out} = new Command("npm run docs --")
    .description("Write docs/commands.md and docs/data-model.md anew from the code.")
    .option("--out <folder>", "folder to write to", join(repository, "docs"))
    .parse()
    .opts<{out: string}>();
  await writeTextAtomically(join(out, "data-model.md"), dataModelPage(repository));
  await writeTextAtomically(join(out, "commands.md"), await commandsPage(repository));
  console.log(`docs: wrote commands.md and data-model.md in ${out}`);
});
