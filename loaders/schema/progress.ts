/** Called as long work goes on. `done` counts from 0 to `total` in the work's own unit. */
export type OnProgress = (done: number, total: number) => void;
