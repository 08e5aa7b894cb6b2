import {existsSync, readFileSync} from "node:fs";
import {extname} from "node:path";
import {casePath, MOST_GOLD_CHARACTERS, type CaseShard} from "../../../src/metrics/study/case-shard.js";
import {imagePath} from "../../benchmarks/image-path.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import type {Problem} from "../../schema/problem.js";
import {studyCells} from "../../schema/study/study-cells.js";
import type {Benchmark} from "../../schema/study.js";
import {Database} from "../../store/database.js";
import {reportInput} from "../views/report-input.js";
import {createVerdictsView} from "../views/verdicts-view.js";
import {caseCompletions} from "./case-completions.js";

/** A file of the site: where it goes, below the site's root, and what it holds. */
export interface CaseFile {
  /** From the site's root. */
  path: string;
  /** Content of the file. */
  shard: CaseShard;
}

const pictureTypes: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".svg": "image/svg+xml"
};

/** The shards of every problem of the study that was sampled, one benchmark after the other, as JSON lines of `CaseFile`. */
export async function* caseShards(environment: NodeJS.ProcessEnv): AsyncGenerator<string> {
  const input = reportInput(environment);
  const sampled = new Set(studyCells(input.study).map(({benchmark}) => benchmark));
  const database = await Database.open();
  try {
    await createVerdictsView(database, input);
    for (const benchmark of input.study.benchmarks.filter((one) => sampled.has(one))) {
      const completions = await caseCompletions(database, benchmark.id, benchmark.verifier);
      for (const problem of readBenchmark(benchmark)) {
        const policies = completions.get(problem.problemId);
        if (policies === undefined) continue;
        const file: CaseFile = {
          path: casePath(benchmark.id, problem.problemId),
          shard: {...caseQuestion(problem, benchmark), policies}
        };
        yield `${JSON.stringify(file)}\n`;
      }
    }
  } finally {
    database.close();
  }
}

/** What a shard says of its problem. */
export function caseQuestion(problem: Problem, benchmark: Benchmark): Omit<CaseShard, "policies"> {
  const {problemId, domain, prompt, gold, image} = problem;
  const isShort = JSON.stringify(gold).length <= MOST_GOLD_CHARACTERS;
  return {
    benchmark: benchmark.id,
    problem_id: problemId,
    domain,
    prompt,
    gold: isShort ? gold : null,
    picture: image === undefined ? null : picture(imagePath(problem, image, benchmark.problems))
  };
}

/** A picture as a data URL; null where the file is not there or of a type that browsers do not show. */
function picture(file: string): string | null {
  const type = pictureTypes[extname(file).toLowerCase()];
  if (type === undefined || !existsSync(file)) return null;
  return `data:${type};base64,${readFileSync(file).toString("base64")}`;
}
