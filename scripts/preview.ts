import {serveSite} from "../loaders/site/serve.js";
import {portNumber} from "./shared/option-values.js";
import {runScript} from "./shared/run-script.js";
import {workspaceCommand, workspaceIn} from "./shared/tool-command.js";

interface PreviewOptions {
  dir: string;
  site?: string;
  port: number;
  base: string;
}

await runScript(async () => {
  const command = workspaceCommand("preview")
    .option("--site <folder>", "folder of the site (default: dist in your folder)")
    .option("--port <number>", "port; a free one if it is taken", portNumber, 3000)
    .option("--base <path>", "path to serve under", "/")
    .parse();
  const {dir, site, port, base} = command.opts<PreviewOptions>();
  const server = await serveSite({folder: site ?? workspaceIn(dir).site, port, base});
  console.log(server.url);
});
