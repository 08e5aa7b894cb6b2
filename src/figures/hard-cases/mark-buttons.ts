import {html} from "htl";

/** A button of the panel of marks, in the shape of a link. */
export function markButton(label: string, title: string, act: () => void): HTMLButtonElement {
  const element = html`<button type="button" class="link-button" title=${title}>
    ${label}
  </button>` as HTMLButtonElement;
  element.addEventListener("click", act);
  return element;
}

/** A button that only a second press of another one in its place confirms. */
export interface ConfirmedButton {
  ask: HTMLButtonElement;
  /** Stands in place of `ask` from its press until it loses the focus. */
  confirm: HTMLButtonElement;
}

/** The text of `confirm` is the caller's to say, because it tells what will be lost. */
export function confirmedButton(label: string, title: string, act: () => void): ConfirmedButton {
  const ask = markButton(label, title, () => {
    ask.hidden = true;
    confirm.hidden = false;
    confirm.focus();
  });
  const confirm = markButton("", title, act);
  confirm.hidden = true;
  confirm.addEventListener("blur", () => {
    confirm.hidden = true;
    ask.hidden = false;
  });
  return {ask, confirm};
}

/** A button that reads a file of the reader's choice; `input` is the hidden control behind it. */
export interface FileButton {
  button: HTMLButtonElement;
  input: HTMLInputElement;
}

/** Calls `read` with the text and the name of a JSONL file; what that throws goes to `onError`. */
export function jsonlButton(
  {label, title, inputLabel}: {label: string; title: string; inputLabel: string},
  read: (text: string, name: string) => void,
  onError: (error: Error) => void
): FileButton {
  const input = html`<input
    type="file"
    accept=".jsonl,application/jsonl"
    hidden
    aria-label=${inputLabel}
  />` as HTMLInputElement;
  const button = markButton(label, title, () => {
    input.click();
  });
  input.addEventListener("change", () => {
    const [chosen] = input.files ?? [];
    if (!chosen) return;
    chosen
      .text()
      .then((text) => {
        read(text, chosen.name);
      })
      .catch((error: unknown) => {
        onError(error as Error);
      })
      .finally(() => {
        input.value = "";
      });
  });
  return {button, input};
}
