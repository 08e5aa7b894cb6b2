import {html} from "htl";
import {whole} from "../../findings/shared/format.js";
import {saveFile} from "../shared/page/save-file.js";
import type {AnnotationStore} from "./annotation-store.js";

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
  const reader = html`<input
    type="text"
    value=${store.reader}
    placeholder="anonymous"
    autocomplete="off"
    size="12"
  />` as HTMLInputElement;
  const file = html`<input
    type="file"
    accept=".jsonl,application/jsonl"
    hidden
    aria-label="Marks to import"
  />` as HTMLInputElement;
  const button = (label: string, title: string, act: () => void): HTMLButtonElement => {
    const element = html`<button type="button" class="link-button" title=${title}>
      ${label}
    </button>` as HTMLButtonElement;
    element.addEventListener("click", act);
    return element;
  };
  const exportMarks = button("Export", "Save the marks as JSONL, for data/annotations", () => {
    saveFile(`${study}-marks.jsonl`, new Blob([store.exportText()], {type: "application/jsonl"}));
  });
  const importMarks = button("Import", "Add marks from a JSONL file", () => {
    file.click();
  });
  const clear = button("Clear", "Remove the marks from this browser", () => {
    clear.hidden = true;
    confirm.hidden = false;
    confirm.focus();
  });
  const confirm = button("", "Remove the marks from this browser", () => {
    store.clear();
    onImport();
    say("Removed the marks from this browser.");
  });
  confirm.hidden = true;
  confirm.addEventListener("blur", () => {
    confirm.hidden = true;
    clear.hidden = false;
  });
  const say = (text: string, isError = false): void => {
    status.textContent = text;
    status.dataset.kind = isError ? "error" : "";
  };
  reader.addEventListener("change", () => {
    store.reader = reader.value.trim();
  });
  file.addEventListener("change", () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    chosen
      .text()
      .then((text) => {
        const found = store.importText(text, chosen.name);
        onImport();
        say(`${whole(found)} marks of this study in ${chosen.name}.`);
      })
      .catch((error: unknown) => {
        say((error as Error).message, true);
      })
      .finally(() => {
        file.value = "";
      });
  });
  const update = (): void => {
    const {length} = store.annotations();
    count.textContent =
      length === 0
        ? "no marks of yours"
        : length === 1
          ? "1 mark of yours"
          : `${whole(length)} marks of yours`;
    confirm.textContent = `Remove ${whole(length)}?`;
    for (const element of [exportMarks, clear]) element.disabled = length === 0;
    if (store.trouble !== null) say(store.trouble, true);
  };
  update();
  const element = html`<div class="mark-panel">
    <label>Reader ${reader}</label>${count} ${exportMarks} ${importMarks} ${clear} ${confirm} ${file}
    ${status}
  </div>`;
  return {element, update};
}
