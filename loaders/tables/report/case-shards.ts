import {existsSync, readFileSync} from "node:fs";
import {extname} from "node:path";
import {casePath, MOST_GOLD_CHARACTERS, type CaseShard} from "../../../src/metrics/study/case-shard.js";
import {imagePath} from "../../benchmarks/image-path.js";
import {readBenchmark} from "../../benchmarks/read-benchmark.js";
import type {Problem} from "../../schema/problem.js";
import {studyCells} from "../../schema/study/study-cells.js";
import type {Benchmark} from "../../schema/study.js";
import {quote, type Database} from "../../store/database.js";
import {withPartialCounts} from "../partial/with-partial-counts.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {selectCompletions} from "../views/select-completions.js";
import {countedCases} from "./case-completions.js";
import {siteChoice} from "../parts/site-choice.js";

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

/** A problem of which no file is made, because the site has no room for it. */
interface LeftCase {
  /** From the site's root. */
  path: string;
  benchmark: string;
  problem_id: string;
  /** That its file would have, at least. */
  bytes: number;
}

/** Problems whose shards are made at once: what is held in memory. */
const AT_ONCE = 500;

/**
 * The shards of the sampled problems of the study that a site may have room for, one benchmark after the other, as JSON lines of
 * `CaseFile`; for each of the others a `LeftCase`.
 */
export async function* caseShards(environment: NodeJS.ProcessEnv): AsyncGenerator<string> {
  const {cases, problems} = await siteChoice(environment);
  const bytes = new Map(problems.map((each) => [each.path, each.bytes]));
  for (const benchmark of reportInput(environment).study.benchmarks) {
    const sampled = readBenchmark(benchmark).filter(({problemId}) =>
      bytes.has(casePath(benchmark.id, problemId))
    );
    for (let start = 0; start < sampled.length; start += AT_ONCE) {
      const some = sampled.slice(start, start + AT_ONCE);
      const made = some.filter(({problemId}) => cases.has(casePath(benchmark.id, problemId)));
      const completions = await withPartialCounts(environment, (database, input) =>
        shownCompletions(database, input, benchmark, made)
      );
      for (const problem of some) {
        const path = casePath(benchmark.id, problem.problemId);
        const policies = completions.get(problem.problemId);
        const file: CaseFile | LeftCase =
          policies === undefined
            ? {path, benchmark: benchmark.id, problem_id: problem.problemId, bytes: bytes.get(path)!}
            : {path, shard: {...caseQuestion(problem, benchmark), policies}};
        yield `${JSON.stringify(file)}\n`;
      }
    }
  }
}

async function shownCompletions(
  database: Database,
  {study, run}: ReportInput,
  benchmark: Benchmark,
  problems: readonly Problem[]
): Promise<Map<string, CaseShard["policies"]>> {
  if (problems.length === 0) return new Map();
  const parts: string[] = [];
  for (const cell of studyCells(study).filter((one) => one.benchmark.id === benchmark.id))
    parts.push(
      `SELECT ${quote(cell.policy.id)} AS policy, problem_id, sample_index, completion
       FROM (${await selectCompletions(database, run, benchmark.id, cell.policy.id)})`
    );
  const ids = problems.map(({problemId}) => problemId);
  return countedCases(database, benchmark.id, ids, parts.join(" UNION ALL "));
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
