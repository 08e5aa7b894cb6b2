import {kubernetesCommand} from "../shared/cluster/kubernetes-command.js";
import {rayCommand} from "../shared/cluster/ray-command.js";
import {runScript} from "../shared/run-script.js";
import {toolCommand} from "../shared/tool-command.js";

await runScript(async () => {
  const parser = toolCommand("cluster", true).helpCommand(false);
  const commands = [kubernetesCommand(), rayCommand()];
  for (const each of commands) parser.addCommand(each);
  // One page says all.
  parser.addHelpText("after", () => commands.map((each) => `\n${each.helpInformation()}`).join(""));
  await parser.parseAsync();
});
