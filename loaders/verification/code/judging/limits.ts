import type {JobResult, Limits} from "../sandbox/frames.js";

/**
 * Limits of a program under test. Processor time is the limit that decides: unlike wall time it hardly depends on how busy the machine is.
 * EvalPlus allows four times the reference's time and at least one second a test; human-eval three seconds a program.
 */
export const defaultLimits: Limits = {
  cpuSeconds: 2,
  idleMilliseconds: 10_000,
  memoryMib: 512,
  processes: 8,
  fileBytes: 1024 * 1024,
  outputBytes: 1024 * 1024,
  openFiles: 64
};

/** Limits of a reference program: generous, for it is trusted to end; it runs in the sandbox all the same. */
export const referenceLimits: Limits = {
  ...defaultLimits,
  cpuSeconds: 120,
  idleMilliseconds: 60_000,
  memoryMib: 4096,
  outputBytes: 512 * 1024 * 1024
};

const REFERENCE_FACTOR = 4;
const REFERENCE_MEMORY_FACTOR = 2;
const IDLE_MILLISECONDS_A_SECOND = 5000;

/** `limits`, raised to four times the time and output that the reference program needed, and twice its memory. */
export function limitsAfter(reference: JobResult | null, limits: Limits): Limits {
  if (reference === null) return limits;
  const cpuSeconds = Math.max(
    limits.cpuSeconds,
    Math.ceil((reference.cpuMilliseconds / 1000) * REFERENCE_FACTOR)
  );
  return {
    ...limits,
    cpuSeconds,
    memoryMib: Math.max(limits.memoryMib, Math.ceil((reference.memoryKib / 1024) * REFERENCE_MEMORY_FACTOR)),
    idleMilliseconds: Math.max(limits.idleMilliseconds, cpuSeconds * IDLE_MILLISECONDS_A_SECOND),
    outputBytes: Math.max(limits.outputBytes, reference.records.length * REFERENCE_FACTOR)
  };
}
