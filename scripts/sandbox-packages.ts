import {spawnSync} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {UserError} from "../loaders/schema/user-error.js";
import {isRunning} from "../loaders/store/is-running.js";
import {temporaryName} from "../loaders/store/write-file.js";
import {createCodeVerifier} from "../loaders/verification/code/code-verifier.js";
import {packagesFile, packagesFolder} from "../loaders/verification/code/sandbox/packages.js";
import {findPython, pythonRuntime} from "../loaders/verification/code/sandbox/python-runtime.js";
import {runScript} from "./shared/run-script.js";
import {toolCommand} from "./shared/tool-command.js";

/** What programs may import, with all that it needs: versions that have wheels for Python 3.11 to 3.14. */
const packages = {
  numpy: "2.3.5",
  scipy: "1.16.3",
  sympy: "1.14.0",
  pandas: "2.3.3",
  mpmath: "1.3.0",
  "python-dateutil": "2.9.0.post0",
  pytz: "2025.2",
  tzdata: "2025.2",
  six: "1.17.0"
} as const;

/** Shared libraries of the system that these need beyond Python's. */
const libraries = [
  "libstdc++.so.6",
  "libgcc_s.so.1",
  "libatomic.so.1",
  "libpthread.so.0",
  "libdl.so.2",
  "librt.so.1",
  "libutil.so.1"
];
const LONGEST_MESSAGE = 300;

await runScript(async () => {
  const command = toolCommand("sandbox-packages")
    .option(
      "--folder <folder>",
      "folder to make (default: BOUNDARY_SANDBOX_PACKAGES, else one for all your studies)"
    )
    .parse();
  const folder = resolve(command.opts<{folder?: string}>().folder ?? packagesFolder());
  const python = findPython();
  mkdirSync(dirname(folder), {recursive: true});
  removeStale(folder);
  const made = temporaryName(folder);
  const old = temporaryName(`${folder}-before`);
  try {
    install(made, python);
    await check(made, python);
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(made, folder);
  } finally {
    for (const rest of [made, old]) rmSync(rest, {recursive: true, force: true});
  }
  console.log(`${folder}: ${described()}, for ${python}`);
});

/** Folders that killed runs left. */
function removeStale(folder: string): void {
  const name = basename(folder);
  for (const other of readdirSync(dirname(folder))) {
    const pid = /\.(\d+)\.tmp$/.exec(other)?.[1];
    if (pid !== undefined && other.startsWith(`.${name}`) && !isRunning(Number(pid)))
      rmSync(join(dirname(folder), other), {recursive: true, force: true});
  }
}

function install(folder: string, python: string): void {
  const {version} = pythonRuntime(python);
  const wanted = Object.entries(packages).map(([name, number]) => `${name}==${number}`);
  console.error(`installing ${described()} for Python ${version.join(".")} (about 260 MB) …`);
  run([
    ...pip(python),
    ...["install", "--target", folder, "--no-deps", "--no-compile", "--only-binary=:all:"],
    ...["--python-version", version.join("."), "--implementation", "cp"],
    ...["--disable-pip-version-check", "--no-input", "--quiet", ...wanted]
  ]);
  run([python, "-I", "-m", "compileall", "-q", folder]);
  // The sandbox's user is another one when we are root.
  run(["chmod", "-R", "a+rX", folder]);
  writeFileSync(join(folder, packagesFile), JSON.stringify({python: version, packages, libraries}, null, 2));
}

/** How to call pip: the one of the sandbox's Python, else any other, which can install for that Python too. */
function pip(python: string): string[] {
  const candidates = [[python, "-m", "pip"], ["python3", "-m", "pip"], ["pip3"], ["pip"]];
  const found = candidates.find(
    ([program, ...args]) => spawnSync(program!, [...args, "--version"]).status === 0
  );
  if (found !== undefined) return found;
  throw new UserError(
    "npm run sandbox-packages needs pip, and it is not installed: apt-get install python3-pip"
  );
}

function run([program, ...args]: string[]): void {
  const {status, stderr, error} = spawnSync(program!, args, {encoding: "utf8"});
  if (status === 0) return;
  const lines = (error?.message ?? stderr).split("\n");
  const line = lines.findLast((text) => text.startsWith("ERROR")) ?? lines.findLast((text) => text !== "");
  throw new UserError(
    `cannot install the packages: ${(line ?? "pip failed").slice(0, LONGEST_MESSAGE)} (is the network there? nothing was changed)`
  );
}

/** Imports the packages in a sandbox. */
async function check(folder: string, python: string): Promise<void> {
  const verifier = await createCodeVerifier({
    parallel: 1,
    packages: folder,
    python,
    limits: {cpuSeconds: 60}
  });
  try {
    const gold = {entry_point: "f", tests: [{args: [], expected: 6}]};
    const problem = {
      benchmark: "packages",
      problemId: "p",
      domain: "code" as const,
      prompt: "",
      gold,
      meta: {}
    };
    const completion =
      "import numpy, scipy.stats, sympy, pandas\ndef f():\n    return pandas.Series(numpy.arange(4)).sum()\n";
    const [judgement] = await verifier.judge([{problem, completion}]);
    if (judgement!.verdict !== "correct")
      throw new UserError(`the packages cannot be imported in the sandbox: ${judgement!.rule}`);
  } finally {
    await verifier.close();
  }
}

function described(): string {
  return Object.entries(packages)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}
