// Entry point of every npm script: `node scripts/bootstrap.mjs NAME [ARG...]` runs NAME.ts of scripts
// or of one of its folders. The command of an
// installed package, reasoning-boundary.mjs, comes here too.
// Plain JavaScript without dependencies, and old syntax: it must run before anything is installed, and on an old Node tell so.
import {spawnSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, "package-lock.json");
const required = [20, 19];

function fail(message) {
  console.error(message);
  process.exit(1);
}

function refuseOldNode() {
  const parts = process.versions.node.split(".").map(Number);
  if (parts[0] > required[0] || (parts[0] === required[0] && parts[1] >= required[1])) return;
  fail(
    "node " +
      process.versions.node +
      " is too old: reasoning-boundary needs node " +
      required.join(".") +
      " or newer"
  );
}

/** Whether node_modules holds what the lock file says: npm keeps its own copy of the lock file inside. A package has none. */
function isInstalled() {
  if (!existsSync(lockFile)) return true;
  const installed = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, "utf8")).packages;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  return Object.keys(wanted).every(function (path) {
    const entry = wanted[path];
    if (path === "" || entry.optional || entry.link) return true;
    return present[path] !== undefined && present[path].version === entry.version;
  });
}

function install() {
  console.error("installing packages from package-lock.json (once; about half a minute) …");
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32"
  });
  if (result.error) fail("cannot run npm: " + result.error.message);
  if (result.status !== 0)
    fail("npm ci failed (see above): check the network and the disk, then run the command again");
}

/** The commands of the tool, a line each. */
function commandList(commands) {
  return Object.keys(commands)
    .map(function (name) {
      return "  " + name.padEnd(18) + commands[name] + "\n";
    })
    .join("");
}

/** Folders of commands; those of the last are the repository's alone. */
const folders = ["scripts", "scripts/models", "scripts/publishing", "scripts/development"];

/** The file of a command. */
function scriptFile(name) {
  const files = folders.map(function (folder) {
    return join(root, folder, name + ".ts");
  });
  return files.find(existsSync) || files[0];
}

/** What a user typed, as it can be printed. */
function shown(text) {
  return JSON.stringify(text.replace(/[^\x20-\x7e]/g, "?").slice(0, 100));
}

/** The name of the script to run. Prints the list of commands, and ends, where none is named. */
function scriptName() {
  const name = process.argv[2];
  const commands = JSON.parse(readFileSync(join(root, "scripts/shared/commands.json"), "utf8"));
  const isInRepository = process.env.BOUNDARY_COMMAND === undefined;
  const program = isInRepository ? "node scripts/bootstrap.mjs" : process.env.BOUNDARY_COMMAND;
  const list = "commands (" + program + " COMMAND --help for its options):\n" + commandList(commands);
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write("usage: " + program + " COMMAND [OPTION...]\n\n" + list);
    process.exit(name === undefined ? 1 : 0);
  }
  if (name === "--version") {
    console.log(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
    process.exit(0);
  }
  const isKnown =
    Object.keys(commands).indexOf(name) !== -1 ||
    (isInRepository && /^[\w-]+$/.test(name) && existsSync(scriptFile(name)));
  if (!isKnown) fail("unknown command " + shown(name) + "\n\n" + list.trimEnd());
  return name;
}

refuseOldNode();
const name = scriptName();
if (!isInstalled()) install();
const file = scriptFile(name);
process.argv.splice(1, 2, file);
// A tsconfig.json of the user's must not decide how the tool is read, here or in a child.
process.env.TSX_TSCONFIG_PATH = join(root, "tsconfig.json");
const {bundledScript} = await import("./bundle.mjs");
const bundle = await bundledScript(root, file);
if (bundle === null) {
  await import("../loaders/workspace/uncompiled-schemas.mjs");
  const {register} = await import("tsx/esm/api");
  register();
} else if (process.env.BOUNDARY_STACK === "1") process.setSourceMapsEnabled(true); // A stack is to name the sources.
await import(pathToFileURL(bundle === null ? file : bundle).href);
