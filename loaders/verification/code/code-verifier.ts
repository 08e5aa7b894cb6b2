import {availableParallelism} from "node:os";
import {UserError} from "../../schema/user-error.js";
import type {Judgement} from "../../schema/verdict.js";
import type {Problem} from "../../schema/problem.js";
import type {Item, Verifier} from "../verifier.js";
import {extractProgram, type Program} from "./extraction/program.js";
import {parseCodeGold} from "./gold.js";
import {judgeCalls, prepareCallTests} from "./judging/calls.js";
import {judgeCheck, prepareCheckTests} from "./judging/check.js";
import {defaultLimits} from "./judging/limits.js";
import {incorrect, verifierError, type ProgramJudgement} from "./judging/records.js";
import {Sandboxes} from "./judging/sandboxes.js";
import {judgeScript} from "./judging/script.js";
import {findBubblewrap, type SandboxView} from "./sandbox/bubblewrap.js";
import type {Limits} from "./sandbox/frames.js";
import {packagesFolder, readPackages} from "./sandbox/packages.js";
import {findPython, pythonRuntime} from "./sandbox/python-runtime.js";

export interface CodeVerifierOptions {
  /** `all`: base and plus tests (`code@python`). `base`: a problem's base tests only (`code@python-base`). */
  tests?: "all" | "base";
  /** Sandboxes at work at once; unless given, half as many again as processors, so that none waits for this process. */
  parallel?: number;
  /** Limits of a program under test, where they differ from `defaultLimits`. */
  limits?: Partial<Limits>;
  /**
   * How printed numbers are compared where a problem's gold does not say (see `isSameOutput`): `exact`, LiveCodeBench's rule, unless given;
   * `close` (`code@python-close`): floats within 1e-6.
   */
  printed?: "exact" | "close";
  /** Path of bwrap; looked up in PATH unless given. */
  bubblewrap?: string;
  /** Path of python3; see `findPython` for where it is looked up unless given. */
  python?: string;
  /** Folder of further packages; see `packagesFolder` for the one that is used unless given, if it is there. */
  packages?: string;
}

const printedTolerance = {exact: 0, close: 1e-6} as const;

/** A problem that is ready to judge: its tests are prepared. */
interface Prepared {
  /** The function that the problem asks for; null for a whole program. */
  entryPoint: string | null;
  judge: (program: Program) => Promise<ProgramJudgement>;
}

/**
 * The verifier of code problems: `code@python`, `code@python-base` or `code@python-close`. See `parseCodeGold` for what a problem's `gold` may be.
 *
 * Threat model. A completion is hostile: it may try to pass without solving the problem, to learn the expected outputs, to spoil the verdict of
 * another program, to reach files or the network, or to exhaust the machine. What holds it:
 *
 * - Programs run in bubblewrap only (see bubblewrap.ts): no network, no files but the interpreter with its library (read-only) and 8 MiB of /tmp,
 *   no capabilities, no environment, no /proc, and a system call filter (seccomp.ts). As root, each sandbox has a user id of its own. Without bwrap there is no verdict.
 * - Limits per program: processor time and memory of all its processes together, wall time, address space of each process, processes, file size,
 *   open files, and bytes of output. The supervisor counts what ended processes took; usage.ts looks at the running ones ten times a second, so
 *   that a program may hold more than it is allowed for a tenth of a second. Programs are the first that the kernel kills.
 * - A verdict `error` for a missing library says nothing of the program: one that names a library which is not here, to be counted neither way,
 *   gains no right answer by it.
 * - The expected outputs, the reference solutions and the asserts never enter the sandbox of a program under test. The program's process writes
 *   what each call returned, encoded by exact type; the comparison is made here. So a program may do what it likes to its own process (patch
 *   builtins, answer `==` with True, write records itself, leave early): it passes only by producing the right outputs, all of them and nothing else.
 * - Sandboxes are reused. One program runs in one at a time; after it, every process but the supervisor is killed and reaped; the supervisor never
 *   holds a program's text or outputs; signals, tracing, limits and priorities cannot reach it. After a touched /tmp, a kill, an exit code or a
 *   wall timeout the sandbox is thrown away.
 *
 * Not covered: faults of the kernel; timing as a channel between programs; and what a program can compute from its inputs, which it must see.
 *
 * Starts a first sandbox, and throws a UserError if that fails: no bwrap, no Python, no user namespaces.
 */
export async function createCodeVerifier(options: CodeVerifierOptions = {}): Promise<Verifier> {
  const {tests = "all", printed = "exact", parallel = Math.ceil(availableParallelism() * 1.5)} = options;
  const bubblewrap = options.bubblewrap ?? findBubblewrap();
  const environment = environmentOf(options.python ?? findPython(), options.packages ?? packagesFolder());
  const verifier = new CodeVerifier(
    {tests, printed, limits: options.limits ?? {}},
    environment.name,
    new Sandboxes(bubblewrap, environment, parallel)
  );
  await verifier.start();
  return verifier;
}

/** Whether a program failed because it is no Python: SyntaxError or one of its subclasses. */
function isNoPython({reason, rule}: ProgramJudgement): boolean {
  return reason === "crash" && /\bloading raised (?:Syntax|Indentation|Tab)Error/.test(rule);
}

interface Environment extends SandboxView {
  /** For people: `Python 3.11 with numpy 2.3.5`. */
  name: string;
}

function environmentOf(python: string, folder: string): Environment {
  const {version} = pythonRuntime(python);
  const packages = readPackages(folder, version);
  return {
    runtime: pythonRuntime(python, packages?.libraries),
    packages: packages?.folder ?? null,
    name: `Python ${version.join(".")} with ${packages?.identity ?? "no packages"}`
  };
}

type Mode = Required<Pick<CodeVerifierOptions, "tests" | "printed" | "limits">>;

class CodeVerifier implements Verifier {
  readonly id: string;
  readonly version = 3;
  readonly environment: string;
  private readonly mode: Mode;
  private readonly sandboxes: Sandboxes;
  private readonly prepared = new Map<Problem, Promise<Prepared>>();

  constructor(mode: Mode, environment: string, sandboxes: Sandboxes) {
    this.id = `code@python${mode.tests === "base" ? "-base" : ""}${mode.printed === "close" ? "-close" : ""}`;
    this.mode = mode;
    this.environment = environment;
    this.sandboxes = sandboxes;
  }

  async start(): Promise<void> {
    const job = {
      mode: "calls" as const,
      sources: ["def ready(): return 1"],
      entry: "ready",
      payload: "[[]]",
      limits: {...defaultLimits, ...this.mode.limits}
    };
    await this.sandboxes.runProgram(job);
  }

  async judge(items: readonly Item[]): Promise<Judgement[]> {
    const settled = await Promise.allSettled(items.map((item) => this.judgeItem(item)));
    // Not before all have ended: programs under way would outlive `close`.
    return settled.map((one) => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    });
  }

  async close(): Promise<void> {
    await this.sandboxes.close();
  }

  private async judgeItem({problem, completion}: Item): Promise<Judgement> {
    let program: Program | null = null;
    try {
      const {entryPoint, judge} = await this.preparedOnce(problem);
      program = extractProgram(completion, problem.prompt, entryPoint);
      if (program === null)
        return {...incorrect("no_answer", "there is no program in the completion"), extracted: null};
      let judgement = await judge(program);
      while (isNoPython(judgement) && program.shorter !== null) {
        program = program.shorter;
        judgement = await judge(program);
      }
      return {...judgement, extracted: program.text};
    } catch (error) {
      if (error instanceof UserError) throw error;
      return {
        ...verifierError(error instanceof Error ? error.message : String(error)),
        extracted: program?.text ?? null
      };
    }
  }

  /** Once for each problem object: a reference may take seconds to run. */
  private preparedOnce(problem: Problem): Promise<Prepared> {
    let prepared = this.prepared.get(problem);
    if (prepared === undefined) {
      prepared = this.prepare(problem);
      this.prepared.set(problem, prepared);
    }
    return prepared;
  }

  private async prepare(problem: Problem): Promise<Prepared> {
    const {mode, sandboxes} = this;
    const gold = parseCodeGold(problem);
    const memoryMib = gold.memoryMib ?? defaultLimits.memoryMib;
    const limits = {...defaultLimits, memoryMib, ...mode.limits};
    switch (gold.form) {
      case "calls": {
        const tests = await prepareCallTests(gold, mode.tests === "base", limits, sandboxes);
        return {entryPoint: gold.entryPoint, judge: (program) => judgeCalls(program, tests, sandboxes)};
      }
      case "check": {
        const tests = await prepareCheckTests(gold, limits, sandboxes);
        return {entryPoint: gold.entryPoint, judge: (program) => judgeCheck(program, tests, sandboxes)};
      }
      case "script":
        return {
          entryPoint: null,
          judge: (program) =>
            judgeScript(program, gold, {limits, tolerance: printedTolerance[mode.printed]}, sandboxes)
        };
    }
  }
}
