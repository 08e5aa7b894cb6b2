import {domainExperiments} from "../../../src/contents/experiments.js";
import type {ModelCard} from "../../../src/metrics/study/model-card.js";
import {policyLooks} from "../../../src/metrics/study/policy-looks.js";
import type {
  BenchmarkSummary,
  PolicySummary,
  StudySummary,
  TrainingFacts
} from "../../../src/metrics/study/study-summary.js";
import {selectedTallies} from "../../../src/sql/tally-selection.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import {modelCards} from "../models/model-cards.js";
import {studyPrompts} from "./study-prompts.js";
import type {Study} from "../../schema/study.js";
import {askedPolicies} from "../../schema/study/study-cells.js";
import type {Database} from "../../store/database.js";
import {readManifest} from "../../store/manifest.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {studyVerifiers} from "../arrow/tallies.js";
import {soFar} from "./so-far.js";

/** What the pages say of the study: its policies, benchmarks, counts and provenance. */
export async function studySummary(environment: NodeJS.ProcessEnv): Promise<StudySummary> {
  return withPartialCounts(environment, async (database, {study, run}) => {
    const manifest = readManifest(run);
    return {
      study: study.id,
      title: study.title,
      seed: study.seed,
      date: manifest.date,
      policies: await policySummaries(database, study, {
        sources: manifest.sources,
        cards: modelCards(environment)
      }),
      benchmarks: await benchmarkSummaries(database, study),
      experiments: await experimentSummaries(database, study),
      ...studyPrompts(study),
      provenance: manifest.provenance,
      ...(await soFar(database, study))
    };
  });
}

async function policySummaries(
  database: Database,
  study: Study,
  {sources, cards}: {sources: Record<string, string>; cards: readonly ModelCard[]}
): Promise<PolicySummary[]> {
  const rows = await database.rows<{policy: string; completions: number}>(
    ofStudy(study, "SELECT policy, sum(completions)::BIGINT AS completions FROM tallies GROUP BY policy")
  );
  const counts = new Map(rows.map(({policy, completions}) => [policy, completions]));
  const looks = policyLooks(
    study.policies.map(({id, role, base, label, seedOf}) => ({policy: id, role, base, label, seedOf})),
    study.experiments.flatMap((experiment) =>
      experiment.benchmarks.map((benchmark) => ({
        policies: askedPolicies(study, experiment, benchmark),
        isMain: domainExperiments.includes(experiment.id)
      }))
    )
  );
  return study.policies.map(
    ({id, label, role, base, seedOf, training, engine, sampling, samples, published}) => ({
      policy: id,
      label,
      role,
      base,
      ...(seedOf === null ? {} : {seedOf}),
      ...trainingFacts(
        training,
        cards.find((card) => card.policy === id)
      ),
      engine,
      source: sources[id] ?? "",
      temperature: (samples ?? sampling).temperature,
      top_p: (samples ?? sampling).topP,
      max_tokens: (samples ?? sampling).maxTokens,
      power: (samples ?? sampling).power,
      prefill: sampling.prefill,
      published,
      look: looks.get(id) ?? null,
      completions: counts.get(id) ?? 0
    })
  );
}

/** What the study says, else the card. */
function trainingFacts(stated: TrainingFacts, card: ModelCard | undefined): Pick<PolicySummary, "training"> {
  const training = {
    learningRate: stated.learningRate ?? card?.learning_rate ?? null,
    steps: stated.steps ?? card?.steps ?? null,
    parameters: stated.parameters ?? card?.parameters ?? null
  };
  return Object.values(training).every((one) => one === null) ? {} : {training};
}

async function benchmarkSummaries(database: Database, study: Study): Promise<BenchmarkSummary[]> {
  const rows = await database.rows<{benchmark: string; errors: number; truncated: number | null}>(
    ofStudy(
      study,
      `SELECT benchmark, coalesce(sum(completions) FILTER (verdict = 'error'), 0)::BIGINT AS errors,
         coalesce(sum(completions) FILTER (finish_reason = 'length'), 0)
           / sum(completions) FILTER (finish_reason IS NOT NULL) AS truncated
       FROM tallies GROUP BY benchmark`
    )
  );
  const found = new Map(rows.map((row) => [row.benchmark, row]));
  return study.benchmarks.map((benchmark) => ({
    benchmark: benchmark.id,
    label: benchmark.label,
    verifier: benchmark.verifier,
    problems: readBenchmark(benchmark).length,
    errors: found.get(benchmark.id)?.errors ?? 0,
    truncated: found.get(benchmark.id)?.truncated ?? null
  }));
}

async function experimentSummaries(database: Database, study: Study): Promise<StudySummary["experiments"]> {
  const drawn = await database.rows<{policy: string; benchmark: string; n: number}>(
    ofStudy(
      study,
      `SELECT policy, benchmark, min(n)::BIGINT AS n
       FROM (SELECT policy, benchmark, problem_id, sum(completions) AS n FROM tallies GROUP BY ALL) GROUP BY ALL ORDER BY ALL`
    )
  );
  return study.experiments.map(({id, policies, benchmarks, n}) => {
    const ofMore = drawn.filter(
      (cell) =>
        n !== null && cell.n > n && policies.includes(cell.policy) && benchmarks.includes(cell.benchmark)
    );
    return {experiment: id, policies, benchmarks, n, ...(ofMore.length === 0 ? {} : {ofMore})};
  });
}

/** The query over every completion of the study once, as its benchmark's verifier sees it. */
function ofStudy(study: Study, query: string): string {
  return selectedTallies(query, {experiment: null, verifiers: studyVerifiers(study)});
}
