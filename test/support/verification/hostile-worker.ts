import type {GradeTask} from "../../../loaders/verification/grade-worker.js";
import type {Judgement} from "../../../loaders/schema/verdict.js";

/** A grader with every fault that a thread must survive, for tests of the pool. */
export default function gradeItems({items}: GradeTask): Judgement[] {
  return items.map(({completion}) => {
    if (completion === "hang") for (;;);
    if (completion === "die") process.exit(3);
    if (completion === "grow") return grow();
    return {verdict: "correct", extracted: completion, reason: null, rule: "test"};
  });
}

function grow(): never {
  const kept: number[][] = [];
  for (;;) kept.push(new Array<number>(4_000_000).fill(kept.length + 0.5));
}
