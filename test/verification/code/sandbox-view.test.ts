import {spawn} from "node:child_process";
import {chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {afterAll, describe, expect, it} from "vitest";
import {createCodeVerifier} from "../../../loaders/verification/code/code-verifier.js";
import {findBubblewrap, foreignEntries} from "../../../loaders/verification/code/sandbox/bubblewrap.js";
import {packagesFolder, readPackages} from "../../../loaders/verification/code/sandbox/packages.js";
import {SandboxPool} from "../../../loaders/verification/code/sandbox/pool.js";
import {defaultLimits} from "../../../loaders/verification/code/judging/limits.js";
import {findPython, pythonRuntime} from "../../../loaders/verification/code/sandbox/python-runtime.js";
import {useCodeVerifier} from "../../support/verification/use-code-verifier.js";
import {codeProblem} from "./problems.js";

const runtime = pythonRuntime(findPython());
const foreign = foreignEntries(runtime);

/** What a script prints in a sandbox. */
async function printed(source: string, pool: SandboxPool): Promise<string> {
  const limits = {...defaultLimits, cpuSeconds: 20, outputBytes: 64 << 20};
  const job = {mode: "script" as const, sources: [source], entry: "", payload: "", limits};
  return (await pool.run(job)).stdout;
}

describe("the sandbox", () => {
  const pool = new SandboxPool(findBubblewrap(), {runtime, packages: null}, 1);
  afterAll(() => pool.close());

  it("shows the interpreter, its library and shared libraries, its own files, and nothing else", async () => {
    const walk =
      "import os\nfor folder, folders, names in os.walk('/'):\n    for name in folders + names:\n        path = os.path.join(folder, name)\n        print(path, os.lstat(path).st_mode & 0o6000, os.path.isdir(path) and not os.path.islink(path))\n";
    const seen = (await printed(walk, pool)).trim().split("\n");
    const allowed = new Set([
      ...runtime.files.map(([, destination]) => destination),
      ...runtime.links.map(([, path]) => path),
      ...foreign.folders
    ]);
    const folders = [...runtime.folders, "/sandbox", "/dev", "/tmp"];
    const unknown = seen.filter((line) => {
      const [path, , isFolder] = line.split(" ");
      const isWay =
        isFolder === "True" && [...folders, ...allowed].some((known) => `${known}/`.startsWith(`${path!}/`));
      return !isWay && !allowed.has(path!) && !folders.some((known) => path!.startsWith(`${known}/`));
    });
    expect(seen.length).toBeGreaterThan(500);
    expect(unknown).toEqual([]);
    expect(seen.filter((line) => line.split(" ")[1] !== "0")).toEqual([]);
    const hidden = seen.filter((line) => foreign.folders.some((folder) => line.startsWith(`${folder}/`)));
    expect(hidden).toEqual([]);
  });

  it("runs programs with a standard library that works", async () => {
    const source =
      "import ssl, sqlite3, ctypes, lzma, bz2, zlib, hashlib, zoneinfo, decimal, multiprocessing, asyncio, unicodedata\nprint(hashlib.sha256(b'').hexdigest()[:4], sqlite3.connect(':memory:').execute('select 1').fetchone(), asyncio.run(asyncio.sleep(0, 7)))\n";
    expect(await printed(source, pool)).toBe("e3b0 (1,) 7\n");
  });
});

describe.skipIf(process.getuid?.() !== 0)("a benchmark that lies under /usr", () => {
  it.each(["/usr/src", runtime.library])("in %s cannot be read by a program", async (place) => {
    const app = mkdtempSync(join(place, "boundary-app-"));
    chmodSync(app, 0o755);
    cpSync(join(import.meta.dirname, "../../../data/benchmarks"), app, {recursive: true});
    const verifier = await createCodeVerifier({parallel: 1});
    try {
      const problem = codeProblem({entry_point: "f", tests: [{args: [], expected: true}]});
      const completion = `import os\ndef f():\n    return len(os.listdir(${JSON.stringify(app)})) > 0\n`;
      const [judgement] = await verifier.judge([{problem, completion}]);
      expect(judgement).toMatchObject({verdict: "incorrect"});
    } finally {
      await verifier.close();
      rmSync(app, {recursive: true});
    }
  });
});

describe("readPackages", () => {
  it("is null for a folder that nobody made", () => {
    expect(readPackages("/nonexistent", [3, 11])).toBeNull();
  });
});

describe("Ctrl-C", () => {
  it(
    "does not reach the sandboxes, which end when the process ends, however that comes",
    {timeout: 60_000},
    async () => {
      const script = join(import.meta.dirname, "../../support/verification/judging-process.ts");
      const judging = spawn(process.execPath, ["--import", "tsx", script], {
        cwd: join(import.meta.dirname, "../../.."),
        detached: true,
        stdio: ["ignore", "pipe", "inherit"]
      });
      const lines = createInterface(judging.stdout)[Symbol.asyncIterator]();
      const next = async () => JSON.parse((await lines.next()).value as string) as unknown;
      try {
        const before = (await next()) as number[];
        expect(before).toHaveLength(2);
        await new Promise((resolve) => setTimeout(resolve, 500));
        // What a terminal does: the signal goes to the process group.
        process.kill(-judging.pid!, "SIGINT");
        expect(await next()).toEqual(["correct", before]);
        process.kill(judging.pid!, "SIGKILL");
        await expect.poll(() => before.filter(isAlive), {timeout: 10_000}).toEqual([]);
      } finally {
        judging.kill("SIGKILL");
      }
    }
  );
});

function isAlive(pid: number): boolean {
  const status = join("/proc", String(pid), "status");
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, "utf8"));
}

const somePackages = readPackages(packagesFolder(), runtime.version);
if (somePackages === null) console.log("skipped: programs that import packages (npm run sandbox-packages)");

describe.skipIf(somePackages === null)("packages", () => {
  const {judge} = useCodeVerifier({parallel: 1});
  const f = (expected: unknown) => codeProblem({entry_point: "f", tests: [{args: [], expected}]});

  it.each([
    [
      "numpy",
      "import numpy as np\ndef f(): return [np.int64(3), np.float64(0.1) + 0.2, np.bool_(True)]",
      [3, 0.3, true],
      "correct"
    ],
    ["numpy's arrays", "import numpy as np\ndef f(): return np.array([1, 2])", [1, 2], "incorrect"],
    [
      "sympy",
      "import sympy\ndef f(): return [sympy.Integer(3), sympy.S.true, sympy.Float(0.5)]",
      [3, true, 0.5],
      "correct"
    ],
    ["scipy", "from scipy.special import comb\ndef f(): return comb(5, 2, exact=True)", 10, "correct"],
    ["pandas", "import pandas as pd\ndef f(): return pd.Series([1, 2]).sum()", 3, "correct"],
    ["a library that is not among them", "import torch\ndef f(): return 3", 3, "error"],
    ["a part that a package does not have", "import numpy.nothing\ndef f(): return 3", 3, "incorrect"]
  ])("%s", async (_, program, expected, verdict) => {
    expect(await judge(f(expected), program)).toMatchObject({verdict});
  });
});

it("a folder of packages for another Python is refused with the command that mends it", () => {
  const folder = mkdtempSync(join(tmpdir(), "packages-"));
  try {
    chmodSync(folder, 0o755);
    const made = {python: [3, 7], packages: {}, libraries: []};
    writeFileSync(join(folder, "sandbox-packages.json"), JSON.stringify(made));
    expect(() => readPackages(folder, [3, 11])).toThrow(
      `${folder} is made for Python 3.7, and the sandbox runs Python 3.11: run npm run sandbox-packages again`
    );
  } finally {
    rmSync(folder, {recursive: true});
  }
});
