import type {StudySummary} from "../../metrics/study/study-summary.js";
import type {TrainingLogPoint, TrainingLogs} from "../../metrics/study/training-logs.js";
import {toCsv} from "../shared/csv.js";
import {listText, percent, whole} from "../shared/format.js";
import type {TrainingGroup, TrainingRun} from "./training-groups.js";

/** Means of the first and last tenth of a run. */
interface Change {
  from: number;
  to: number;
}

/** How reward, entropy and length of a group's runs moved from their first to their last tenth. */
export function trainingAnswer({runs}: TrainingGroup): string {
  const change = (value: (point: TrainingLogPoint) => number | null): Change[] =>
    runs.flatMap((run) => changeOf(run, value) ?? []);
  const rewards = change(({reward}) => reward);
  const entropies = change(({entropy}) => entropy);
  const lengths = change(({response_length: length}) => length);
  const nats = (value: number): string => value.toFixed(3);
  const parts = [
    movement("The reward", rewards, percent),
    movement("The token entropy", entropies, nats),
    movement("The length of a response", lengths, (value) => `${value.toFixed(1)} tokens`)
  ];
  return parts.flatMap((part) => (part === "" ? [] : `${part}.`)).join(" ");
}

function changeOf({points}: TrainingRun, value: (point: TrainingLogPoint) => number | null): Change | null {
  const values = points.flatMap((point) => value(point) ?? []);
  if (values.length === 0) return null;
  const tenth = Math.max(1, Math.round(values.length / 10));
  return {from: mean(values.slice(0, tenth)), to: mean(values.slice(-tenth))};
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function movement(name: string, changes: readonly Change[], show: (value: number) => string): string {
  if (changes.length === 0) return "";
  const all = changes.length;
  const [from, to] = [show(mean(changes.map((one) => one.from))), show(mean(changes.map((one) => one.to)))];
  const span = `${all === 1 ? "" : "on average "}from ${from} to ${to}`;
  if (from === to) return `${name} stays at ${to}${all === 1 ? "" : " on average"}`;
  const ups = changes.filter((one) => one.to > one.from).length;
  if (all === 1) return `${name} ${ups === 1 ? "rises" : "falls"} ${span}`;
  if (ups === all) return `${name} rises in all ${whole(all)} runs, ${span}`;
  const downs = changes.filter((one) => one.to < one.from).length;
  if (downs === all) return `${name} falls in all ${whole(all)} runs, ${span}`;
  const others = downs === 1 ? "the other" : "the others";
  return `${name} rises in ${whole(ups)} of ${whole(all)} runs and falls in ${ups + downs === all ? others : whole(downs)}; the average goes from ${from} to ${to}`;
}

/** Under the figure: what a point is. */
export function trainingCaption({runs}: TrainingGroup): string {
  const widths = [...new Set(runs.flatMap(({points}) => points.map(({width}) => width)))].sort(
    (a, b) => a - b
  );
  const window =
    widths.length === 1 && widths[0] === 1
      ? "Every training step"
      : `Means over windows of ${widths.join(" or ")} training steps, at most 60 points a run`;
  return (
    `${window}; validation at the step where it was measured. Reward: share of rollouts that the verifier accepts, on training problems, at the temperature of training. ` +
    `Entropy: mean over the tokens of all rollouts; divergence: over those of one rollout a prompt. Without intervals: the lines wander by chance as much as by training. ${repeatsText(runs)}Dashes tell the runs apart and mean nothing else.`
  );
}

/** What faint lines are, and how many; nothing where every run is drawn once. */
function repeatsText(runs: readonly TrainingRun[]): string {
  const repeats = runs.filter(({isRepeat}) => isRepeat).length;
  if (repeats === 0) return "";
  return repeats === 1
    ? "The faint line is a further run with another seed, in the colour of the run that it repeats. "
    : `The ${whole(repeats)} faint lines are further runs with other seeds, in the colour of the run that they repeat. `;
}

/** Every point of the figure. */
export function trainingCsv({runs}: TrainingGroup): string {
  const columns = [
    "policy",
    "step",
    "last_step",
    "width",
    "reward",
    "response_length",
    "entropy",
    "kl_to_base",
    "validation_pass_at_1",
    "validation_step"
  ] as const;
  const rows = runs.flatMap(({points}) => points.map((point) => columns.map((column) => point[column])));
  return toCsv(columns, rows);
}

/** RL policies of the study whose model has no log, or that no RL policy has one; empty when nothing is missing. */
export function missingLogs({points, missing}: TrainingLogs, {policies}: StudySummary): string {
  if (points.length === 0 && missing.length === 0)
    return "This study has no policy of role rl, hence no training to show: add one to the study file, run npm run sample and npm run verify, and build again.";
  if (missing.length === 0) return "";
  const labels = missing.map((id) => {
    const found = policies.find(({policy}) => policy === id);
    return found ? `${found.label} (${id})` : id;
  });
  return `Without a training log: ${listText(labels)}. npm run train writes training-log.parquet beside a model’s weights.`;
}
