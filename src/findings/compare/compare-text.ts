import type {CompareTable} from "../../metrics/compare/compare-table.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import type {FigureAnswer} from "../shared/figure-answer.js";
import {listText, percent, points, whole} from "../shared/format.js";
import {clearNote} from "../shared/holm-text.js";

/** Whether two reports differ in what they measured alike, in words: a case for each policy and benchmark. */
export function compareAnswer({differences, byRole, withoutProblems}: CompareTable): FigureAnswer {
  const {table, study} = differences;
  const panels = table.benchmarks.flatMap(({benchmark, problems, comparisons: [comparison], curves}) =>
    comparison && comparison.points.length > 0
      ? [
          {
            label: study.benchmarks.find((one) => one.benchmark === benchmark)!.label,
            problems,
            comparison,
            curves
          }
        ]
      : []
  );
  const notes = [
    ...(byRole.length > 0 ? [`Matched by role: ${byRole.join("; ")}.`] : []),
    ...(withoutProblems.length > 0 ? [`No problem of both reports on ${listText(withoutProblems)}.`] : [])
  ];
  if (panels.length === 0)
    return {
      lead: ["The reports have no policy, benchmark and problem in common.", ...notes].join(" "),
      cases: []
    };
  const ends = panels.map(({comparison: {points: all}}) => [...new Set([all[0]!, all.at(-1)!])]);
  const family = ends.flat();
  const clear = clearSigns(family).filter((sign) => sign !== 0).length;
  return {
    lead: [
      clear === 0
        ? `Nothing differs clearly between the reports, at the ends of ${whole(panels.length)} curves that both have.`
        : `${whole(clear)} of ${whole(family.length)} differences between the reports, at the ends of the curves that both have, are clear.`,
      ...notes
    ].join(" "),
    cases: panels.map(({label, problems, comparison, curves}, i) => ({
      title: label,
      text: `${ends[i]!.map(({k, difference, low, high}) => {
        const values = [comparison.base, comparison.rl].map((policy) =>
          percent(
            curves.find((one) => one.policy === policy)!.points.find((point) => point.k === k)!.coverage
          )
        );
        return `${values[0]!} and ${values[1]!} at k = ${whole(k)} (${points(difference)}, ${points(low)} to ${points(high)})`;
      }).join("; ")}, on ${whole(problems)} problems of both.`
    })),
    note: clearNote(family.length)
  };
}
