import {stringify} from "yaml";
import type {ServedName} from "../engines/served-name.js";

/** What `settle` was asked for; the study file keeps it, so that the same command goes on with the same study. */
export interface PairOptions {
  base: ServedName;
  rl: ServedName;
  benchmark: {
    id: string;
    label?: string;
    problems: string;
    format?: string;
    verifier: string | null;
    prompt: string | null;
  };
  sampling: {temperature: number; top_p: number; max_tokens: number};
  /** Whether sampling ends where k* is settled: n is then the most completions of a problem. */
  adaptive?: true;
  /** The largest k at which adaptive sampling looks for a crossing. */
  k_max?: number;
  /** More keys of both policies, such as key_env. */
  engine: Readonly<Record<string, string | number>>;
}

const MADE = "# Made by npm run settle.";

/** The text of the study of a pair, with n completions per problem; `budget`, in tokens, ends adaptive sampling. */
export function pairStudyText(id: string, options: PairOptions, n: number, budget?: number): string {
  const {base, rl, benchmark, sampling, engine, adaptive, k_max} = options;
  const limits = budget === undefined ? {} : {budget: `${budget}-tokens`};
  const count =
    adaptive === undefined
      ? {n}
      : {n: "adaptive", n_max: n, ...(k_max === undefined ? {} : {k_max}), ...limits};
  const [baseId, rlId] = base.id === rl.id ? ["base", "rl"] : [base.id, rl.id];
  const {prompt, verifier, ...set} = benchmark;
  const study = {
    study: id,
    title: `${base.model} and ${rl.model} on ${benchmark.label ?? benchmark.id}`,
    seed: 1,
    sampling: {...sampling, ...count},
    policies: [
      {
        id: baseId,
        label: base.model,
        role: "base",
        engine: "openai",
        model: base.model,
        ...base.place,
        ...engine
      },
      {
        id: rlId,
        label: rl.model,
        role: "rl",
        base: baseId,
        engine: "openai",
        model: rl.model,
        ...rl.place,
        ...engine
      }
    ],
    benchmarks: [{...set, ...(prompt === null ? {} : {prompt}), ...(verifier === null ? {} : {verifier})}]
  };
  return (
    `${MADE} Change it as you like: npm start -- --study FILE goes on with it.\n` +
    `# ${JSON.stringify(options)}\n` +
    stringify(study, {lineWidth: 110, flowCollectionPadding: false})
  );
}

/** Whether a study file was made for these very options: then it is gone on with. Null for one that `settle` did not make. */
export function isMadeFor(text: string, options: PairOptions): boolean | null {
  const [first, second] = text.split("\n", 2);
  if (!first!.startsWith(MADE)) return null;
  return second === `# ${JSON.stringify(options)}`;
}

/** The id of a pair's study. */
export function pairStudyId({base, rl, benchmark}: Pick<PairOptions, "base" | "rl" | "benchmark">): string {
  return `${base.id}-vs-${rl.id}-${benchmark.id}`.slice(0, 100);
}
