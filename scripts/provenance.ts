import {readFileSync} from "node:fs";
import {$} from "zx";

const packages = ["onnxruntime-node", "@duckdb/node-api"];

/** What completions drawn now are made with: the code's commit (`+` where files differ from it), Node and the engine's packages. */
export async function drawnWith(): Promise<Record<string, string>> {
  const {dependencies} = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const versions = packages.map((name) => [name, dependencies[name]!] as const);
  return {...(await commit()), node: process.versions.node, ...Object.fromEntries(versions)};
}

/** Empty outside a git checkout, as in an unpacked archive. */
async function commit(): Promise<Record<string, string>> {
  const git = $({cwd: import.meta.dirname, nothrow: true, quiet: true});
  const [head, changes] = [
    await git`git rev-parse HEAD`,
    await git`git status --porcelain --untracked-files=no`
  ];
  if (head.exitCode !== 0 || changes.exitCode !== 0) return {};
  return {"code commit": head.stdout.trim() + (changes.stdout === "" ? "" : "+")};
}
