import {html} from "htl";
import {errorLines} from "../../findings/dropped/read-text.js";
import {reportSets} from "../../findings/dropped/report-sets.js";
import {bytes} from "../../findings/shared/format.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {statusLine} from "../shared/page/status-line.js";
import {dropColumns} from "./drop-columns.js";
import {dropFiles} from "./drop-files.js";
import {DropResults, type DropResultsOptions} from "./drop-results.js";
import {DropWorker, StoppedError} from "./drop-worker.js";
import {dropZone} from "./drop-zone.js";
import {exampleFiles} from "./example-files.js";

export interface OwnSamplesOptions extends Pick<DropResultsOptions, "counts" | "bootstrap"> {
  study: StudySummary;
}

/** The whole of the page: files, what was read of them, choices, figures. Nothing leaves the browser. */
export function ownSamples({counts, study, bootstrap}: OwnSamplesOptions): HTMLElement {
  const worker = new DropWorker();
  const sets = reportSets(counts, study);
  const status = statusLine();
  const onError = (message: string): void => {
    status.report(message, "error");
  };
  const stop = html`<button type="button" hidden>Stop</button>` as HTMLButtonElement;
  const results = new DropResults({worker, counts, sets, bootstrap, onError});
  const columns = dropColumns(() => void read());
  const files = dropFiles(() => void read());
  let reads = 0;

  async function read(): Promise<void> {
    const mine = ++reads;
    worker.stop();
    results.clear();
    status.report("");
    stop.hidden = files.files.length === 0;
    if (files.files.length === 0) return;
    const start = performance.now();
    status.report("Reading …");
    try {
      const result = await worker.read({files: files.files, ...columns.read()}, (read, total) => {
        if (mine === reads) status.report(`Read ${bytes(read)} of ${bytes(total)}`);
      });
      if (mine !== reads) return;
      const errors = errorLines(result);
      if (errors.length > 0) onError(errors.join("\n"));
      else status.report(`Read in ${((performance.now() - start) / 1000).toFixed(1)} s`);
      results.show(result);
    } catch (error) {
      if (mine !== reads) return;
      if (error instanceof StoppedError) status.report("Stopped.");
      else onError((error as Error).message);
    }
    stop.hidden = true;
  }

  stop.addEventListener("click", () => {
    worker.stop();
  });
  const example = html`<button type="button" class="link-button">
    Try it with this report’s own counts
  </button>`;
  example.addEventListener("click", () => {
    files.clear();
    files.add(exampleFiles(counts, sets));
  });
  return html`<div class="own-samples">
    ${dropZone((given) => {
      files.add(given);
    })}
    ${sets.length === 0 ? "" : html`<p>${example}</p>`} ${files.element}${columns.element}
    <div class="run-row">${stop}${status.element}</div>
    ${results.element}
  </div>`;
}
