import cliProgress from "cli-progress";
import type {OnProgress} from "../../loaders/schema/progress.js";

/** Seconds between two plain lines where there is no terminal. */
const PLAIN_INTERVAL = 5;

/**
 * Shows the progress of one piece of work on stderr: a bar with count, rate and time left on a terminal, plain lines
 * elsewhere. Shows nothing for work of zero units. `unit` is a plural: "completions".
 */
export function showProgress(label: string, unit: string): OnProgress {
  return process.stderr.isTTY ? barProgress(label, unit) : plainProgress(label, unit);
}

function barProgress(label: string, unit: string): OnProgress {
  const bar = new cliProgress.SingleBar({
    format: `${label}  {bar} {value}/{total} ${unit}  {rate}/s  {eta_formatted} left`,
    hideCursor: true,
    etaBuffer: 20,
    gracefulExit: false
  });
  const start = performance.now();
  return (done, total) => {
    if (total === 0) return;
    const payload = {rate: rate(done, start)};
    if (bar.isActive) bar.update(done, payload);
    else bar.start(total, done, payload);
    if (done >= total) bar.stop();
  };
}

function plainProgress(label: string, unit: string): OnProgress {
  const start = performance.now();
  let last = start;
  return (done, total) => {
    const now = performance.now();
    const finished = done >= total;
    if (total === 0 || (!finished && now - last < PLAIN_INTERVAL * 1000)) return;
    last = now;
    const perSecond = rate(done, start);
    const left = finished || perSecond === 0 ? "" : `, ${Math.ceil((total - done) / perSecond)} s left`;
    console.error(`${label}: ${done}/${total} ${unit}, ${perSecond}/s${left}`);
  };
}

function rate(done: number, start: number): number {
  const seconds = (performance.now() - start) / 1000;
  return seconds <= 0 ? 0 : Math.round(done / seconds);
}
