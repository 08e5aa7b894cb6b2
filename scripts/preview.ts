import {Command} from "commander";
import {serveSite} from "../loaders/site/serve.js";
import {runScript} from "./run-script.js";
import {portNumber} from "./option-values.js";

interface PreviewOptions {
  site: string;
  port: number;
  base: string;
}

await runScript(async () => {
  const command = new Command("npm run preview --")
    .description("Serve the built report on 127.0.0.1 until it is interrupted.")
    .option("--site <folder>", "folder of the site", "dist")
    .option("--port <number>", "port; a free one if it is taken", portNumber, 3000)
    .option("--base <path>", "path to serve under", "/")
    .showHelpAfterError("(see --help)")
    .parse();
  const {site, port, base} = command.opts<PreviewOptions>();
  const server = await serveSite({folder: site, port, base});
  console.log(server.url);
});
