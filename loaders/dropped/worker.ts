import type {WorkerAnswer, WorkerQuestion} from "../../src/metrics/dropped/drop-request.js";
import {coverageTable} from "../../src/metrics/coverage/coverage-table.js";
import {printable} from "../schema/printable.js";
import {readDrop} from "./read-drop.js";

// The worker behind the page of a reader's own samples. It is bundled with what it imports (loaders/site/samples-worker.ts),
// starts with the first file that is given, and asks for nothing but its own parts.

/** Milliseconds between two reports of progress. */
const REPORT_EVERY = 100;

const scope = globalThis as unknown as {
  addEventListener: (type: "message", listener: (event: MessageEvent<WorkerQuestion>) => void) => void;
  postMessage: (message: WorkerAnswer) => void;
};

scope.addEventListener("message", ({data}) => {
  answer(data).catch((error: unknown) => {
    scope.postMessage({id: data.id, answer: "failed", message: printable(error)});
  });
});

async function answer(question: WorkerQuestion): Promise<void> {
  const {id} = question;
  if (question.ask === "estimate") {
    const {counts, policies, options} = question;
    scope.postMessage({id, answer: "done", value: coverageTable(counts, policies, options)});
    return;
  }
  let reported = 0;
  const value = await readDrop(question.request, {
    judge: async () => (await import("./strict-judge.js")).isStrictlyCorrect,
    onProgress: (bytes, total) => {
      const now = performance.now();
      if (now - reported < REPORT_EVERY) return;
      reported = now;
      scope.postMessage({id, answer: "progress", bytes, total});
    }
  });
  scope.postMessage({id, answer: "done", value});
}
