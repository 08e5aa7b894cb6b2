import {existsSync} from "node:fs";
import {InvalidArgumentError} from "commander";
import {searchPower} from "../../loaders/power-search/search-power.js";
import {powerSearchFile} from "../../loaders/schema/records/power-search.js";
import {mostPower} from "../../loaders/schema/study/fields.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {withLock} from "../../loaders/store/folder-lock.js";
import {positiveInteger} from "../shared/option-values.js";
import {runScript} from "../shared/run-script.js";
import {toolCommand, writablePath} from "../shared/tool-command.js";

interface SearchPowerCommandOptions {
  model: string;
  benchmark: string;
  verifier: string;
  powers: number[];
  maxTokens: number;
  completions: number;
  seed: number;
}

await runScript(async () => {
  const options = toolCommand("search-power")
    .requiredOption("--model <folder>", `folder of the model; ${powerSearchFile} goes there`)
    .requiredOption("--benchmark <file>", "validation problems; never a held-out set")
    .requiredOption("--verifier <id>", "verifier that judges their completions")
    .option(
      "--powers <list>",
      "powers to try, with commas between",
      powerList,
      [1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32]
    )
    .option("--max-tokens <n>", "token limit; what the context leaves at the most", positiveInteger, 24)
    .option("--completions <n>", "completions per problem at each power", positiveInteger, 32)
    .option("--seed <n>", "seed of the sampling noise, the same at each power", positiveInteger, 1)
    .parse()
    .opts<SearchPowerCommandOptions>();
  if (!existsSync(options.model)) throw new UserError(`${options.model}: no such folder (--model)`);
  const {power, search} = await withLock(writablePath(options.model, "--model"), "search-power", () =>
    searchPower({
      ...options,
      onProbe: ({power, pass_at_1, standard_error, pass_at_n}) => {
        console.error(
          `power ${power}: pass@1 ${pass_at_1.toFixed(4)} ± ${standard_error.toFixed(4)}, pass@${options.completions} ${pass_at_n.toFixed(4)}`
        );
      }
    })
  );
  const best = search.find((probe) => probe.power === power)!;
  console.log(
    `pass@1 is highest at power ${power}: ${best.pass_at_1.toFixed(4)} ± ${best.standard_error.toFixed(4)}`
  );
});

/** Parses powers. Throws commander's error, which exits with 1. */
function powerList(text: string): number[] {
  const powers = text.split(",").map(Number);
  if (powers.length === 0 || !powers.every((power) => power > 1 && power <= mostPower))
    throw new InvalidArgumentError(`expected numbers above 1 and up to ${mostPower}, with commas between.`);
  return [...new Set(powers)].sort((a, b) => a - b);
}
