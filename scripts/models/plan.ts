import {existsSync, statSync} from "node:fs";
import {join} from "node:path";
import {planStudy, type PlanOptions} from "../../loaders/planning/plan-study.js";
import {readStudy} from "../../loaders/schema/study.js";
import {UserError} from "../../loaders/schema/user-error.js";
import {planPage} from "../../loaders/site/plan/plan-page.js";
import {writeTextAtomically} from "../../loaders/store/write-file.js";
import {shownPath} from "../../loaders/workspace/workspace.js";
import {adaptiveSentences} from "../../src/findings/planning/adaptive-plan-text.js";
import {planAssumptions} from "../../src/findings/planning/plan-assumptions.js";
import {planLines} from "../../src/findings/planning/plan-table.js";
import {planSentence} from "../../src/findings/planning/plan-text.js";
import type {StudyPlan} from "../../src/metrics/planning/study-plan.js";
import {integerUpTo, numberWithin, positiveNumber, resamples} from "../shared/option-values.js";
import {integerList, priorPart} from "../shared/plan-values.js";
import {runScript} from "../shared/run-script.js";
import {studyOptions} from "../shared/study-command.js";
import {workspaceCommand, writablePath} from "../shared/tool-command.js";

/** Completions whose pass@k at every count is tabulated in seconds. */
const MOST_COMPLETIONS = 2 ** 14;
const MOST_PROBLEMS = 20_000;

type GivenOptions = Omit<PlanOptions, "difference" | "prior"> &
  Partial<Pick<PlanOptions, "prior">> & {difference?: number; json?: boolean; out?: string};

await runScript(async () => {
  const command = workspaceCommand("plan", true)
    .option("--study <study>", "study file, or the name of one of your studies or of the tool's", "micro")
    .option("--policy <id>", "the policy that is set beside its base (default: the study's first)")
    .option("--benchmark <id>", "the benchmark (default: the first that both are drawn on)")
    .option("--pilot <folder>", "a run of the study: its counts tell the solve rates (default: priors)")
    .option(
      "--prior <part>",
      "without a pilot: base=ALPHA:BETA:NEVER, rl=…, correlation=R, each once (default: the published MATH500 pair)",
      priorPart
    )
    .option(
      "--difference <points>",
      "the difference that is to be seen, in points (default: as it is)",
      numberWithin(0.1, 100)
    )
    .option(
      "--at <k>",
      "tries at which it is to be seen (default: 64, or the most completions)",
      integerUpTo(MOST_COMPLETIONS)
    )
    .option("--power <share>", "probability that is asked for", numberWithin(0.05, 0.999), 0.8)
    .option(
      "--problems <counts>",
      "numbers of problems to try: 60,120 (default: 30 to 960)",
      integerList(MOST_PROBLEMS)
    )
    .option(
      "--completions <counts>",
      "completions per problem to try: 64,256 (default: 16 to 1024)",
      integerList(MOST_COMPLETIONS)
    )
    .option("--speed <tokens>", "tokens a second of your servers together, for hours", positiveNumber)
    .option("--replicates <count>", "simulated studies", resamples, 1000)
    .option("--seed <number>", "seed of the simulation", integerUpTo(2 ** 32), 1)
    .option("--json", "print the plan as JSON for programs")
    .option("--out <file>", "where the page goes (default: plan.html in your folder)");
  const {
    workspace,
    study: file,
    json,
    out,
    difference,
    prior = {},
    ...options
  } = studyOptions<GivenOptions>(command);
  const page = out === undefined ? join(workspace.folder, "plan.html") : writablePath(out, "--out");
  if (existsSync(page) && statSync(page).isDirectory())
    throw new UserError(`--out ${shownPath(page)} is a folder: name a file for the page`);
  const plan = await planStudy(readStudy(file), {
    ...options,
    prior,
    ...(difference === undefined ? {} : {difference: difference / 100})
  });
  await writeTextAtomically(page, planPage(plan));
  const goals = goalTexts(plan);
  if (json) console.log(JSON.stringify({...plan, sentences: goals}, null, 2));
  else console.log([...planLines(plan), "", ...goals, "", ...planAssumptions(plan)].join("\n"));
  console.error(`plan: the page is ${shownPath(page)}`);
});

/** What it takes, a sentence each. */
function goalTexts(plan: StudyPlan): string[] {
  return [planSentence(plan, "difference"), planSentence(plan, "crossing"), ...adaptiveSentences(plan)];
}
