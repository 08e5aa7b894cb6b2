import type {AttemptRow} from "../../../src/metrics/audit/attempt-row.js";
import type {RequestFindings} from "../../../src/metrics/audit/audit-table.js";
import type {ProblemMarks} from "../../../src/metrics/audit/problem-marks.js";
import {studentInterval} from "../../../src/metrics/statistics/whole-student-quantile.js";
import {readRequests} from "../../store/request-record.js";
import type {ReportInput} from "../views/report-input.js";

/** What the records beside the completions tell of the requests to servers, with what their completions tell of retries. */
export function requestFindings(
  {run}: ReportInput,
  attempts: readonly AttemptRow[],
  marks: readonly ProblemMarks[],
  level: number
): RequestFindings[] {
  return attempts.map((row) => {
    const {benchmark, policy, completions, retried} = row;
    const record = readRequests(run.completions(benchmark, policy));
    const own = marks.filter((one) => one.benchmark === benchmark && one.policy === policy);
    return {
      benchmark,
      policy,
      completions,
      retried,
      missing: own.reduce((sum, {missing}) => sum + missing, 0),
      firstTokens: row.first_tokens,
      retriedTokens: row.retried_tokens,
      longer: longerBy(row, level),
      failures: Object.entries(record?.failed_attempts ?? {})
        .map(([reason, count]) => ({reason, attempts: count}))
        .filter((one) => one.attempts > 0)
        .sort((a, b) => b.attempts - a.attempts),
      servers: record?.servers ?? []
    };
  });
}

/** Student's interval: a run retries few. */
function longerBy({longer, spread, compared}: AttemptRow, level: number): RequestFindings["longer"] {
  if (longer === null || spread === null) return null;
  const interval = studentInterval({mean: longer, deviation: spread, count: compared}, level);
  return interval === null ? null : {mean: longer, ...interval};
}
