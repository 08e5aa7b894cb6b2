/** What a measured piece of work took. */
export interface WorkDone {
  tokens: number;
  /** Wall time. */
  seconds: number;
  /** Time on processors, of all threads and processes of the worker. */
  cpuSeconds: number;
}

/** Measures this process at a piece of work that returns its number of tokens. */
export async function measure(work: () => Promise<number>): Promise<WorkDone> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const tokens = await work();
  const seconds = (performance.now() - start) / 1000;
  const {user, system} = process.cpuUsage(cpu);
  return {tokens, seconds, cpuSeconds: (user + system) / 1e6};
}

/** Work of processes side by side that started together. */
export function sideBySide(parts: readonly WorkDone[]): WorkDone {
  return {
    tokens: sum(parts.map(({tokens}) => tokens)),
    seconds: Math.max(...parts.map(({seconds}) => seconds)),
    cpuSeconds: sum(parts.map(({cpuSeconds}) => cpuSeconds))
  };
}

/** The rates of several rounds, medians. */
export function rates(rounds: readonly WorkDone[]): {perSecond: number; perCpuSecond: number} {
  return {
    perSecond: median(rounds.map(({tokens, seconds}) => tokens / seconds)),
    perCpuSecond: median(rounds.map(({tokens, cpuSeconds}) => tokens / cpuSeconds))
  };
}

/** The rates of one worker over another's in the same rounds, medians of the rounds' ratios. */
export function rateRatios(
  ours: readonly WorkDone[],
  theirs: readonly WorkDone[]
): {perSecond: number; perCpuSecond: number} {
  const ratios = ours.map((own, round) => {
    const [left, right] = [rates([own]), rates([theirs[round]!])];
    return {
      perSecond: left.perSecond / right.perSecond,
      perCpuSecond: left.perCpuSecond / right.perCpuSecond
    };
  });
  return {
    perSecond: median(ratios.map(({perSecond}) => perSecond)),
    perCpuSecond: median(ratios.map(({perCpuSecond}) => perCpuSecond))
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
