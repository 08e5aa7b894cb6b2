import type {Adaptive} from "../../loaders/schema/study/adaptive.js";
import type {Study} from "../../loaders/schema/study.js";
import {KeptJudges} from "../../loaders/judging/kept-judges.js";
import {writeAdaptiveRecord, type AdaptiveRecord} from "../../loaders/settling/adaptive-record.js";
import {
  firstLook,
  studyLook,
  type LookPlan,
  type StudyLook,
  type StudyPair
} from "../../loaders/settling/study-look.js";
import {refuseOtherPlan} from "../../loaders/store/adaptive-plan.js";
import {lookText} from "../../src/findings/coverage/look-text.js";
import {whole} from "../../src/findings/shared/format.js";
import {recordedResult} from "../../src/metrics/coverage/recorded-result.js";
import {say} from "./say.js";
import {sampleStep, verifyStep, type SampleStepOptions, type StepOptions} from "./steps.js";

/**
 * Draws and judges a study whose n is adaptive, look after look, until all its pairs are settled, the last look is over or the next one
 * would exceed the budget, and says which. Each look is a function of the verdicts alone: a run that was interrupted goes on to the
 * same files. Returns how many completions and verdicts it made.
 */
export async function adaptiveStep(
  step: StepOptions,
  adaptive: Adaptive,
  options: SampleStepOptions = {}
): Promise<number> {
  const {study, run, signal} = step;
  refuseOtherPlan(run, adaptive, study.bootstrap);
  const judges = new KeptJudges();
  const looks: StudyLook[] = [];
  const quiet = {...step, isQuiet: true};
  const isOver = (): boolean => signal.aborted;
  let made = 0;
  try {
    for (let plan: LookPlan | null = firstLook(adaptive); plan !== null;) {
      const last = looks.at(-1);
      const {n} = plan;
      made += await sampleStep({...quiet, study: upTo(study, n)}, {...options, closed: last?.stopped});
      if (isOver()) return made;
      made += await verifyStep({...quiet, study: upTo(study, n)}, {judges, skipUnavailable: true});
      if (isOver()) return made;
      const look = await studyLook(study, run, {adaptive, plan, before: last});
      if (look.lacking > 0) {
        say(
          `sample: ${whole(look.lacking)} completions of the look at ${n} are missing, and nothing is decided without them: run again`
        );
        return made;
      }
      looks.push(look);
      const end = endOf(look, adaptive);
      await writeAdaptiveRecord(run, {adaptive, level: study.bootstrap.level, looks, end});
      if (!step.isQuiet) sayLook(look, {end, study, adaptive});
      plan = end === "open" ? look.next : null;
    }
    return made;
  } finally {
    await judges.close();
  }
}

/** The study as if n were fixed. */
function upTo(study: Study, n: number): Study {
  const policies = study.policies.map((policy) =>
    policy.sampling.stopping === null ? policy : {...policy, sampling: {...policy.sampling, n}}
  );
  return {...study, policies};
}

function endOf({pairs, completions, tokens, next}: StudyLook, {budget}: Adaptive): AdaptiveRecord["end"] {
  if (pairs.length > 0 && pairs.every(({look}) => look.here.settled === "unsolved")) return "unsolved";
  if (next === null)
    return pairs.length > 0 && pairs.every(({look}) => look.here.settled !== "open")
      ? "decided"
      : "last-look";
  if (budget === null) return "open";
  const spent = budget.of === "tokens" ? tokens + next.tokens : completions + next.completions;
  return spent > budget.most ? "budget" : "open";
}

function sayLook(
  {n, pairs, completions, planned, next, raised}: StudyLook,
  {end, study, adaptive}: {end: AdaptiveRecord["end"]; study: Study; adaptive: Adaptive}
): void {
  const drawn = `${whole(completions)} of ${whole(planned)} completions`;
  const more = whole(next?.completions ?? 0);
  const go =
    next !== null && next.raised.size > raised.size
      ? "going on with problems that had stopped"
      : "the next look";
  const words = {
    decided: `decided after ${drawn}`,
    unsolved: `given up after ${drawn}`,
    "last-look": `the last look is over: ${drawn}`,
    budget: `the budget ends here: ${drawn}, ${go} takes up to ${more} more`,
    open: `${drawn}, ${go} takes up to ${more} more`
  };
  const texts = pairs.map((pair) => pairText(pair, study.bootstrap.level));
  if (texts.length === 1)
    say(`adaptive: ${study.id} at n = ${n} of ${adaptive.most}: ${words[end]}: ${texts[0]!}`);
  else {
    say(`adaptive: ${study.id} at n = ${n} of ${adaptive.most}: ${words[end]}`);
    for (const text of texts) say(`adaptive: ${text}`);
  }
}

/** What is known of a pair at a look. */
export function pairText({benchmark, base, rl, look}: StudyPair, level: number): string {
  const [here, population] = [recordedResult(look.here), recordedResult(look.population)];
  return `${rl} over ${base} on ${benchmark}: ${lookText({here, population}, {level, isPage: false})}`;
}
