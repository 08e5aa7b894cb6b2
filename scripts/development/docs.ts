import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {Command} from "commander";
import {writeTextAtomically} from "../../loaders/store/write-file.js";
import {architecturePicture, themes} from "./docs/architecture-picture.js";
import {commandsPage} from "./docs/commands-page.js";
import {dataModelPage} from "./docs/data-model-page.js";
import {runScript} from "../shared/run-script.js";
import {oneLineErrors} from "../shared/tool-command.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));

await runScript(async () => {
  const {out} = oneLineErrors(new Command("npm run docs --"), "docs")
    .description(
      "Write docs/commands.md, docs/data-model.md and the picture of the architecture anew from the code."
    )
    .option("--out <folder>", "folder to write to", join(repository, "docs"))
    .parse()
    .opts<{out: string}>();
  await writeTextAtomically(join(out, "data-model.md"), dataModelPage(repository));
  await writeTextAtomically(join(out, "commands.md"), await commandsPage(repository));
  for (const [name, theme] of Object.entries(themes))
    await writeTextAtomically(join(out, `architecture-${name}.svg`), architecturePicture(repository, theme));
  console.log(`docs: wrote commands.md, data-model.md and architecture-*.svg in ${out}`);
});
