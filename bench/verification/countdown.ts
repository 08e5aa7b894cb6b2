import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {readBenchmark} from "../../loaders/benchmarks/read-benchmark.js";
import {readStudy} from "../../loaders/schema/study.js";
import {Database} from "../../loaders/store/database.js";

/**
 * How often the verdicts of `countdown@steps` differ from those of a second program (countdown-peer.py), over every distinct text of
 * each problem in a run: what `verifier_errors` of data/studies/micro.yaml says. Arguments: the study's file and the run's folder.
 */
const [file, run] = process.argv.slice(2) as [string, string];
const peer = fileURLToPath(new URL("countdown-peer.py", import.meta.url));
const verifier = "countdown@steps";
for (const benchmark of readStudy(file).benchmarks.filter((one) => one.verifier === verifier)) {
  const golds = new Map(readBenchmark(benchmark).map(({problemId, gold}) => [problemId, gold]));
  const texts = await judgedTexts(benchmark.id);
  const input = texts.map(({problem_id, completion}) =>
    JSON.stringify({gold: golds.get(problem_id), completion})
  );
  const {status, stdout, stderr} = spawnSync("python3", [peer], {
    input: input.join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 28
  });
  if (status !== 0) throw new Error(stderr);
  const answers = stdout.trim().split("\n");
  for (const verdict of ["correct", "incorrect"]) {
    const own = [...texts.keys()].filter((i) => texts[i]!.verdict === verdict);
    const others = own.filter((i) => (answers[i] === "1") !== (verdict === "correct"));
    console.log(
      `${benchmark.id}: ${own.length} distinct texts “${verdict}”, ${others.length} of them otherwise by the peer`
    );
    for (const i of others.slice(0, 5)) console.log(`  ${texts[i]!.problem_id}: ${texts[i]!.completion}`);
  }
}

/** Every distinct text of each problem with its verdict. */
async function judgedTexts(
  benchmark: string
): Promise<{problem_id: string; completion: string; verdict: string}[]> {
  const database = await Database.open();
  try {
    return await database.rows(
      `SELECT DISTINCT problem_id, completion, verdict
       FROM read_parquet('${run}/completions/benchmark=${benchmark}/*/*.parquet', hive_partitioning = true) AS completions
       JOIN read_parquet('${run}/verdicts/verifier=${verifier}/*/benchmark=${benchmark}/*/*.parquet', hive_partitioning = true) AS verdicts
         USING (policy, problem_id, sample_index)
       ORDER BY ALL`
    );
  } finally {
    database.close();
  }
}
