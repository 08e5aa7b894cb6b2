// Entry point of every npm script: `node scripts/bootstrap.mjs NAME [ARG...]` runs scripts/NAME.ts.
// Plain JavaScript without dependencies, and old syntax: it must run before anything is installed, and on an old Node tell so.
import {spawnSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
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

/** Whether node_modules holds what the lock file says: npm keeps its own copy of the lock file inside. */
function isInstalled() {
  const installed = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
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

refuseOldNode();
const name = process.argv[2];
if (name === undefined) fail("usage: node scripts/bootstrap.mjs NAME [ARG...]");
const script = join(root, "scripts", name + ".ts");
if (!existsSync(script)) fail("no script " + name + " in scripts/");
if (!isInstalled()) install();
process.argv.splice(1, 2, script);
const {register} = await import("tsx/esm/api");
register();
await import("./" + name + ".ts");
