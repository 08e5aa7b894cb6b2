import {readFileSync} from "node:fs";
import {join} from "node:path";
import {isRepository, packageFolder} from "../../loaders/workspace/package-folder.js";
import {runProgram} from "./run-program.js";

const packages = ["onnxruntime-node", "@duckdb/node-api"];

/**
 * What completions drawn now are made with: the code's commit (`+` where files differ from it) or the version of an installed
 * tool, Node and the engine's packages.
 */
export async function drawnWith(): Promise<Record<string, string>> {
  const {version, dependencies} = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const versions = packages.map((name) => [name, dependencies[name]!] as const);
  // A folder above an installed tool may be a checkout of the user's own.
  const code = isRepository ? await commit() : {"reasoning-boundary": version};
  return {...code, node: process.versions.node, ...Object.fromEntries(versions)};
}

/** Empty outside a git checkout, as in an unpacked archive. */
async function commit(): Promise<Record<string, string>> {
  const head = await runProgram("git", ["rev-parse", "HEAD"], {cwd: packageFolder});
  const changes = await runProgram("git", ["status", "--porcelain", "--untracked-files=no"], {
    cwd: packageFolder
  });
  if (head.status !== 0 || changes.status !== 0) return {};
  return {"code commit": head.stdout.trim() + (changes.stdout === "" ? "" : "+")};
}
