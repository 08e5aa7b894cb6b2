import {html} from "htl";
import {marks, type Mark} from "../../metrics/study/annotation.js";

export interface AnnotationControlOptions {
  /** Distinguishes the control's radio group from the others of the page. */
  name: string;
  /** The reader's own mark, if any. */
  mark: Mark | null;
  note: string;
  /** What other readers said, to stand beside it. */
  others: string;
  onMark: (mark: Mark | null, note: string) => void;
}

/** Where a reader says whether a chain of thought is valid; a mark can be taken back, and has room for a note. */
export function annotationControl({name, mark, note, others, onMark}: AnnotationControlOptions): HTMLElement {
  const radios = marks.map(
    (value) =>
      html`<label
        ><input type="radio" name=${name} value=${value} checked=${value === mark} />${value}</label
      >`
  );
  const text = html`<input
    type="text"
    class="mark-note"
    aria-label="Note"
    placeholder="note"
    value=${note}
  />` as HTMLInputElement;
  const remove = html`<button type="button" class="link-button">take back</button>`;
  const control = html`<fieldset class="mark-control">
    <legend>chain of thought</legend>
    ${radios} ${remove} ${text} ${others === "" ? "" : html`<span class="mark-others">${others}</span>`}
  </fieldset>`;
  const chosen = (): Mark | null =>
    (control.querySelector<HTMLInputElement>("input:checked")?.value ?? null) as Mark | null;
  const show = (): void => {
    const isMarked = chosen() !== null;
    remove.hidden = !isMarked;
    text.hidden = !isMarked;
  };
  control.addEventListener("change", () => {
    onMark(chosen(), text.value.trim());
    show();
  });
  remove.addEventListener("click", () => {
    const checked = control.querySelector<HTMLInputElement>("input:checked");
    if (checked) checked.checked = false;
    text.value = "";
    onMark(null, "");
    show();
    control.querySelector("input")!.focus();
  });
  show();
  return control;
}
