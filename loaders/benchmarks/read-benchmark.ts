import {existsSync} from "node:fs";
import {isWithin} from "../public-benchmarks/contest-window.js";
import {publicBenchmark} from "../public-benchmarks/registry.js";
import {UserError} from "../schema/user-error.js";
import {command} from "../workspace/command.js";
import type {Problem} from "../schema/problem.js";
import type {Benchmark} from "../schema/study.js";
import {parseEvalPlusLine} from "../verification/code/benchmarks/evalplus.js";
import {parseHumanEvalRow} from "../verification/code/benchmarks/human-eval.js";
import {parseLiveCodeBenchRow} from "../verification/code/benchmarks/live-code-bench.js";
import {mathVisionProblem} from "../verification/visual/mathvision.js";
import {mathVistaProblems} from "../verification/visual/mathvista.js";
import {withoutMultipleChoice} from "../verification/visual/multiple-choice.js";
import {parseJson} from "../schema/parse-json.js";
import {importedProblems} from "./imported-problems.js";
import {readProblemLines, readProblems, readText} from "./problems-file.js";
import {parseMathRow} from "./public/math-row.js";

/** What reading a benchmark's problems takes. */
type ProblemsFile = Pick<
  Benchmark,
  "id" | "problems" | "format" | "multipleChoice" | "named" | "registered" | "window"
>;

/** The problems of a study's benchmark, in the file's order. Throws a UserError that names the file and the line. */
export function readBenchmark(benchmark: ProblemsFile): Problem[] {
  checkFetched(benchmark);
  const problems = withinWindow(readFormat(benchmark), benchmark);
  return benchmark.multipleChoice ? problems : withoutMultipleChoice(problems);
}

/** Throws a UserError for a public set that was not fetched. */
function checkFetched({problems, named, registered}: ProblemsFile): void {
  if (registered === undefined) return;
  const place = named === undefined ? "" : `${named}: `;
  if (existsSync(problems)) return;
  throw new UserError(
    `${place}the public set ${registered} was not fetched: run ${command("fetch", registered)} (it would be at ${problems})`
  );
}

/** The problems whose contest lies in the benchmark's window. Throws a UserError where they have no dates, or none is left. */
function withinWindow(problems: Problem[], {id, named, window}: ProblemsFile): Problem[] {
  if (window === undefined) return problems;
  const {from, to} = window;
  const kept = problems.filter(({meta: {contest_date: date}}) => {
    if (typeof date !== "string")
      throw new UserError(
        `${named ?? id}: from and to need problems with contest dates, and these have none`
      );
    return isWithin(date, window);
  });
  if (kept.length > 0) return kept;
  throw new UserError(
    `${named ?? id}: no problem of ${id} is of a contest from ${from ?? "the first"} to ${to ?? "the last"}`
  );
}

function readFormat({id, problems: file, format, named, registered}: ProblemsFile): Problem[] {
  const readRows = (parse: (value: unknown, benchmark: string, where: string) => Problem) =>
    readProblemLines(file, named, (line, where) => parse(parseJson(line, where), id, where));
  const harness = registered === undefined ? id : (publicBenchmark(registered)?.harness ?? registered);
  switch (format) {
    case "imported":
      return importedProblems(file, id);
    case "problems":
      return readProblems(file, id, named);
    case "math":
      return readRows((value, benchmark, where) => parseMathRow(value, benchmark, where, harness));
    case "evalplus":
      return readProblemLines(file, named, (line, where) => parseEvalPlusLine(line, id, where));
    case "human-eval":
      return readRows(parseHumanEvalRow);
    case "live-code-bench":
      return readRows(parseLiveCodeBenchRow);
    case "mathvision":
      return readRows(mathVisionProblem);
    case "mathvista":
      return mathVistaProblems(parseJson(readText(file, named), file), id, file);
  }
}
