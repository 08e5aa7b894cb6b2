import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parameterShapes, type Architecture} from "../../loaders/engines/micro/architecture.js";
import {
  configFile,
  configText,
  readModelFolder,
  weightsFile
} from "../../loaders/engines/micro/model-folder.js";
import {encodeSafetensors} from "../../loaders/engines/micro/safetensors.js";
import {storedCompletions} from "../../loaders/engines/replay/stored-completion.js";
import {encodePng} from "../../loaders/pictures/encode-png.js";
import {patchesOf} from "../../loaders/pictures/patches.js";
import {claimIdentity, type SamplingIdentity} from "../../loaders/sampling/sampling-identity.js";
import {readManifest} from "../../loaders/store/manifest.js";
import {RunFolder} from "../../loaders/store/run-folder.js";
import {verifierVersion} from "../../loaders/store/verifier-version.js";
import {completionsArrow} from "../../loaders/tables/parts/completions.js";
import {annotationTable} from "../../loaders/tables/report/annotations.js";
import {experimentCoverage} from "../../loaders/tables/report/coverage.js";
import {writeStudyRun} from "../../test/support/runs/study-run.js";
import {drain, type Subject} from "./subject.js";

const architecture: Architecture = {
  ...{layers: 1, width: 16, heads: 1, hidden: 8, context: 8, vocabulary: 2},
  ...{norm_epsilon: 1e-5, rope_theta: 10000, tied_head: true}
};

const weights: Subject = {
  kind: "weights",
  files: {
    [configFile]: Buffer.from(configText(architecture, ["a", "b"])),
    [weightsFile]: encodeSafetensors({
      tensors: parameterShapes(architecture).map(({name, shape}) => ({
        name,
        shape,
        data: new Float32Array(shape.reduce((product, length) => product * length, 1))
      })),
      metadata: {made: "for a test"}
    })
  },
  changed: [configFile, weightsFile],
  read: (folder) => {
    readModelFolder(folder);
    return Promise.resolve();
  }
};

const picture: Subject = {
  kind: "pictures",
  files: {"a.png": encodePng({width: 4, height: 4, rgb: new Uint8Array(48).map((_, i) => i)})},
  changed: ["a.png"],
  read: (folder) => {
    patchesOf(join(folder, "a.png"), 2);
    return Promise.resolve();
  }
};

const identity: SamplingIdentity = {
  ...{
    study_seed: 7,
    engine: "micro",
    source: "abc",
    temperature: 0.6,
    top_p: 0.95,
    max_tokens: 24,
    problems: "def"
  }
};

const records: Subject = {
  kind: "records of a run",
  files: {
    "sampling.json": Buffer.from(JSON.stringify(identity)),
    "manifest.json": Buffer.from(
      JSON.stringify({date: "2026-01-02", sources: {a: "b"}, provenance: {c: "d"}})
    ),
    "verdicts/verifier=own/version=1/verifier.json": Buffer.from('{"sha256": "0123"}')
  },
  changed: ["sampling.json", "manifest.json"],
  read: async (folder) => {
    await claimIdentity(join(folder, "sampling.json"), identity);
    const run = new RunFolder(folder);
    readManifest(run);
    verifierVersion(run, "own", "0123");
  }
};

/** A run of two policies on a few problems, and what readers marked in it. */
async function runFiles(): Promise<Record<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), "reasoning-boundary-fuzz-run-"));
  try {
    await writeStudyRun(folder, {
      benchmarks: ["sums"],
      n: 8,
      policies: [
        {policy: "base", role: "base", correct: [[1, 2, 3]]},
        {policy: "grpo", role: "rl", base: "base", correct: [[0, 4, 8]]}
      ]
    });
    const paths = readdirSync(folder, {recursive: true, encoding: "utf8"});
    const files = paths.filter((path) => statSync(join(folder, path)).isFile());
    return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path))]));
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/** Inputs that are not texts alone, or stand in a run. */
export async function binarySubjects(): Promise<readonly Subject[]> {
  const files = await runFiles();
  const environment = (folder: string): NodeJS.ProcessEnv => ({
    BOUNDARY_STUDY: join(folder, "study.yaml"),
    BOUNDARY_RUNS: join(folder, "runs"),
    BOUNDARY_ANNOTATIONS: join(folder, "marks")
  });
  const isParquet = (path: string): boolean => path.endsWith(".parquet");
  const run: Subject = {
    kind: "Parquet of a run",
    files,
    changed: Object.keys(files).filter(isParquet),
    read: async (folder) => {
      await experimentCoverage("math")(environment(folder));
      await drain(completionsArrow(environment(folder)));
    }
  };
  const replayed: Subject = {
    kind: "Parquet to replay",
    files: {
      "a.parquet": Object.entries(files).find(([path]) => path.includes("completions") && isParquet(path))![1]
    },
    changed: ["a.parquet"],
    read: (folder) => drain(storedCompletions(join(folder, "a.parquet")))
  };
  const mark = {
    ...{study: "test-study", benchmark: "sums", problem_id: "p0", policy: "base", sample_index: 0},
    ...{mark: "valid", reader: "EK", date: "2026-01-31", note: "a note"}
  };
  const annotations: Subject = {
    kind: "annotations",
    files: {
      ...files,
      "marks/marks.jsonl": Buffer.from(
        `${JSON.stringify(mark)}\n${JSON.stringify({...mark, sample_index: 1})}\n`
      )
    },
    changed: ["marks/marks.jsonl"],
    read: async (folder) => {
      await annotationTable(environment(folder));
    }
  };
  return [weights, picture, records, run, replayed, annotations];
}
