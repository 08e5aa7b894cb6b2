import {pathToFileURL} from "node:url";
import {exportOf} from "../../own-code/import-module.js";
import type {Judgement} from "../../schema/verdict.js";
import type {GradeTask} from "../grade-worker.js";
import type {GradedItem} from "../grader.js";
import {parseJudgement, verifierError} from "./parse-judgement.js";

type OwnGrader = (item: GradedItem) => unknown;

const graders = new Map<string, Promise<OwnGrader>>();

/** Runs in a worker thread: one judgement per item by the export `grade` of a user's module, whose faults are errors of its own. */
export default async function gradeItems({verifier: module, items}: GradeTask): Promise<Judgement[]> {
  const loading = graders.get(module) ?? loadGrader(module);
  graders.set(module, loading);
  const grade = await loading;
  const judgements: Judgement[] = [];
  for (const item of items) judgements.push(await judge(grade, item));
  return judgements;
}

async function judge(grade: OwnGrader, item: GradedItem): Promise<Judgement> {
  try {
    return parseJudgement(await grade(item));
  } catch (error) {
    return verifierError(error);
  }
}

async function loadGrader(module: string): Promise<OwnGrader> {
  const grade = exportOf(await import(pathToFileURL(module).href), "grade");
  if (typeof grade !== "function") throw new Error("it exports no function grade");
  return grade as OwnGrader;
}
