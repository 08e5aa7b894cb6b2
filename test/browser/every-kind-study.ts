import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {parse, stringify} from "yaml";
import {repository} from "../support/run-cli.js";

/** Policies of the default study that have others of their kind: no page has more to show for them. */
const further =
  /-seed[345]$|-(reinforce-plus-plus|remax|dapo)-seed2$|-grpo-(gentle|1e-4|4e-4)-(75|150)$|-power4$/;

/** The default study without further policies of a kind, as a file. */
export function studyOfEveryKind(file: string): string {
  const folder = join(repository, "data/studies");
  const whole = parse(readFileSync(join(folder, "micro.yaml"), "utf8")) as {
    policies: {id: string}[];
    experiments: {policies: string[]}[];
  };
  const policies = whole.policies.filter(({id}) => !further.test(id));
  const experiments = whole.experiments.map((each) => ({
    ...each,
    policies: each.policies.filter((id) => !further.test(id))
  }));
  const text = stringify({...whole, policies, experiments});
  writeFileSync(file, text.replaceAll(" ../", ` ${join(folder, "..")}/`));
  return file;
}
