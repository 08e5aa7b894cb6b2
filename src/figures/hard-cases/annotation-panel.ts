import {html} from "htl";
import {whole} from "../../findings/shared/format.js";
import {saveFile} from "../shared/page/save-file.js";
import type {AnnotationStore} from "./annotation-store.js";
import {confirmedButton, jsonlButton, markButton} from "./mark-buttons.js";

/** The reader's marks as a whole: whose they are, how many, and ways to take them out of the browser and into it. */
export interface AnnotationPanel {
  element: HTMLElement;
  /** Shows the number of marks anew. */
  update(): void;
}

/** `onImport` is called after marks came in, and after they were cleared: views of single marks are then out of date. */
export function annotationPanel(
  store: AnnotationStore,
  study: string,
  onImport: () => void
): AnnotationPanel {
  const count = html`<span></span>`;
  const status = html`<p class="status" role="status"></p>`;
  const say = (text: string, isError = false): void => {
    status.textContent = text;
    status.dataset.kind = isError ? "error" : "";
  };
  const exportMarks = markButton("Export", "Save the marks as JSONL, for data/annotations", () => {
    saveFile(`${study}-marks.jsonl`, new Blob([store.exportText()], {type: "application/jsonl"}));
  });
  const importMarks = jsonlButton(
    {label: "Import", title: "Add marks from a JSONL file", inputLabel: "Marks to import"},
    (text, name) => {
      const found = store.importText(text, name);
      onImport();
      say(`${whole(found)} marks of this study in ${name}.`);
    },
    ({message}) => {
      say(message, true);
    }
  );
  const clear = confirmedButton("Clear", "Remove the marks from this browser", () => {
    store.clear();
    onImport();
    say("Removed the marks from this browser.");
  });
  const update = (): void => {
    const {length} = store.annotations();
    count.textContent = countText(length);
    clear.confirm.textContent = `Remove ${whole(length)}?`;
    for (const element of [exportMarks, clear.ask]) element.disabled = length === 0;
    if (store.trouble !== null) say(store.trouble, true);
  };
  update();
  const element = html`<div class="mark-panel">
    <label>Reader ${readerName(store)}</label>${count} ${exportMarks} ${importMarks.button} ${clear.ask}
    ${clear.confirm} ${importMarks.input} ${status}
  </div>`;
  return {element, update};
}

/** Where the reader says who the marks are by. */
function readerName(store: AnnotationStore): HTMLInputElement {
  const input = html`<input
    type="text"
    value=${store.reader}
    placeholder="anonymous"
    autocomplete="off"
    size="12"
  />` as HTMLInputElement;
  input.addEventListener("change", () => {
    store.reader = input.value.trim();
  });
  return input;
}

function countText(marks: number): string {
  if (marks === 0) return "no marks of yours";
  return marks === 1 ? "1 mark of yours" : `${whole(marks)} marks of yours`;
}
