import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {readJobs} from "../../loaders/cluster/cluster-job.js";
import {checkEngines} from "../../loaders/engines/find-engine.js";
import {EndpointList} from "../../loaders/engines/openai/client/endpoint-list.js";
import {readLock} from "../../loaders/fetching/lock-file.js";
import {readImportRecord, type ImportRecord} from "../../loaders/importing/storing/import-record.js";
import {readStudy} from "../../loaders/schema/study.js";
import {checkVerifiers} from "../../loaders/verification/find-verifier.js";
import {refuseOtherPlan} from "../../loaders/store/adaptive-plan.js";
import {drawnBy} from "../../loaders/store/drawn-by.js";
import {readRequests} from "../../loaders/store/request-record.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {modelCards} from "../../loaders/tables/models/model-cards.js";
import {judgeOf} from "../../loaders/tables/reading/judge-summary.js";
import {readCheckpoint, writeCheckpoint} from "../../loaders/training/run/checkpoint.js";
import {importFindings} from "../../loaders/tables/audit/import-findings.js";
import type {Subject} from "./subject.js";

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
const policies = [
  "policies:",
  "  - {id: base, role: base, engine: micro, model: models/base}",
  "  - {id: rl, role: rl, base: base, engine: micro, model: models/base}"
];
const benchmarks = ["benchmarks:", "  - {id: sums, problems: p.jsonl, verifier: math@strict}"];

const adaptive: Subject = {
  kind: "record of looks",
  files: {
    "adaptive.json": json({
      ...{successes: 8, raised_to: 32, stops_from: 32, n_max: 64, level: 0.95, end: "decided"},
      looks: [{n: 16, completions: 64, pairs: [{benchmark: "sums", n: 16, successes: 8}]}]
    })
  },
  changed: ["adaptive.json"],
  read: (folder) => {
    refuseOtherPlan(new RunFolder(folder), {rule: {successes: 8, first: 32}, most: 64}, {level: 0.95});
    return Promise.resolve();
  }
};

const endpoints: Subject = {
  kind: "addresses of servers",
  files: {
    "servers.txt": Buffer.from("# two\nhttp://127.0.0.1:8000\nhttps://host.example:8443/v1 # the other\n")
  },
  changed: ["servers.txt"],
  read: (folder) => {
    void new EndpointList({file: join(folder, "servers.txt")}, "study.yaml:7: endpoints").urls;
    return Promise.resolve();
  }
};

const served: Subject = {
  kind: "study with a judge",
  files: {
    "study.yaml": Buffer.from(
      [
        "study: served",
        "title: Served",
        "seed: 3",
        "sampling: {temperature: 0.6, top_p: 0.95, max_tokens: 24, n: adaptive, n_max: 64, budget: 10M-tokens}",
        "judge:",
        "  url: http://127.0.0.1:8001/v1",
        "  model: judge/one",
        "  api: chat",
        "  prompt: ask.txt",
        "  verifier: math@strict",
        "  max_tokens: 512",
        "  max_in_flight: 8",
        "  key_env: JUDGE_KEY",
        "policies:",
        "  - id: base",
        "    role: base",
        "    engine: openai",
        "    model: Qwen/Qwen2.5-7B",
        "    endpoints: servers.txt",
        "    key_env: OTHER_KEY",
        "    max_in_flight: 64",
        "  - {id: rl, role: rl, base: base, engine: openai, model: rl, url: 'http://127.0.0.1:8000', body: {a: 1}}",
        ...benchmarks,
        ""
      ].join("\n")
    ),
    "ask.txt": Buffer.from("Is {completion} sound?"),
    "servers.txt": Buffer.from("http://127.0.0.1:8000\n")
  },
  changed: ["study.yaml"],
  read: (folder) => {
    const study = readStudy(join(folder, "study.yaml"));
    checkEngines(study);
    checkVerifiers(study);
    return Promise.resolve();
  }
};

const imported: ImportRecord = {
  ...{version: 3, policy: "base", asked: "a", leftOut: [{name: "b.txt", why: "empty"}]},
  files: [{name: "a.jsonl", size: 3, modified: 1.5, sha256: "0f", format: "jsonl"}],
  benchmarks: [
    {
      ...{benchmark: "sums", domain: "math", names: ["sums"], formats: ["jsonl"], own: null},
      ...{problems: 2, completions: 8, counted: 0, withPrompt: 2, withGold: 2, withChoices: 0},
      skipped: {"no text": {rows: 1, examples: ["a.jsonl:3"]}},
      ...{notes: {"two ids": 1}, unknownFinish: {odd: 2}, settings: {temperature: [0.6, "auto"]}},
      ...{models: ["m"], steps: [1], problemMetrics: {acc: {problems: 2, mean: null}}},
      join: {byPrompt: 0, otherPrompt: ["p1"], otherGold: []}
    }
  ]
};
const run = "runs/kept";
const requests = {servers: ["vLLM 0.9"], failed_attempts: {timeout: 2}, given_up: {timeout: 1}};
const kept: Record<string, Buffer> = {
  [`${run}/imports/policy=base.json`]: json(imported),
  [`${run}/completions/benchmark=sums/policy=base/requests.json`]: json(requests),
  [`${run}/completions/benchmark=sums/policy=base/sampling.json`]: json({source: "abc", seed: 1}),
  [`${run}/cluster/jobs.json`]: json([{id: "7", step: "sample", shards: 4, offset: 0, tasks: "0-3"}]),
  "lock.json": json({"gsm8k/test.jsonl": {sha256: "0f", bytes: 7, fetched: "2026-01-31"}}),
  "models/base/card.json": json({
    ...{kind: "grpo", parameters: 10, seed: 1, steps: 2, tokens: 30, learning_rate: 0.001, seconds: 4},
    ...{date: "2026-01-31", validation_pass_at_1: [{step: 1, value: 0.5}]}
  })
};

/** Records that a run, a model and a folder of benchmarks keep beside what they hold. */
function keptRecords(judge: {path: string; bytes: Buffer}): Subject {
  const files = {...kept, [judge.path]: judge.bytes};
  return {
    kind: "records that are kept",
    files: {
      ...files,
      "study.yaml": Buffer.from(
        ["study: kept", "title: Kept", "seed: 3", ...policies, ...benchmarks, ""].join("\n")
      ),
      "p.jsonl": Buffer.from('{"problem_id": "p0", "prompt": "1 + 1?", "gold": "2"}\n')
    },
    changed: Object.keys(files),
    read: (folder) => {
      const environment = {BOUNDARY_STUDY: join(folder, "study.yaml"), BOUNDARY_RUNS: join(folder, "runs")};
      const study = readStudy(environment.BOUNDARY_STUDY);
      const own = new RunFolder(join(folder, run));
      readImportRecord(own, "base");
      importFindings({study, run: own}, []);
      readRequests(own.completions("sums", "base"));
      drawnBy(own, "sums", "base");
      readJobs(own);
      judgeOf(own);
      readLock(folder);
      modelCards(environment);
      return Promise.resolve();
    }
  };
}

/** Bytes of the checkpoint of a tiny training run. */
async function checkpointBytes(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-fuzz-checkpoint-"));
  try {
    const file = join(folder, "checkpoint.safetensors");
    const parameters = new Map([["w", new Float32Array([1, 2])]]);
    const moments = {first: parameters, second: parameters, updates: 3};
    await writeCheckpoint(file, {
      ...{fingerprint: "recipe", step: 2, seconds: 1.5, log: []},
      networks: {policy: {parameters, optimizer: moments}, critic: null},
      kept: [{step: 1, seconds: 0.5, parameters}]
    });
    return readFileSync(file);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/** Records that the tool keeps, and files that name servers. */
export async function recordSubjects(): Promise<readonly Subject[]> {
  const checkpoint: Subject = {
    kind: "checkpoint of training",
    files: {"checkpoint.safetensors": await checkpointBytes()},
    changed: ["checkpoint.safetensors"],
    read: (folder) => {
      readCheckpoint(join(folder, "checkpoint.safetensors"), "recipe");
      return Promise.resolve();
    }
  };
  const judge = {
    path: new RunFolder(run).judgeIdentity,
    bytes: json({source: "judge", temperature: 0, max_tokens: 9, prompt_sha256: "0f", prompt: "Sound?"})
  };
  return [adaptive, endpoints, served, keptRecords(judge), checkpoint];
}
