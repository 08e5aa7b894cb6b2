import {html} from "htl";
import {policyNames} from "../../findings/dropped/policy-names.js";
import {bytes} from "../../findings/shared/format.js";
import type {DroppedFile} from "../../metrics/dropped/drop-request.js";

/** The files that were given, each with the name of its policy. */
export interface DropFiles {
  element: HTMLElement;
  files: readonly DroppedFile[];
  add(files: readonly File[]): void;
  clear(): void;
}

interface Entry {
  file: File;
  /** As the reader wrote it; null: by the file's name. */
  name: string | null;
}

/** A list of files. `onChange` hears of each file that comes or goes, and of each name that changes. */
export function dropFiles(onChange: () => void): DropFiles {
  let entries: Entry[] = [];
  const list = html`<ul></ul>`;
  const element = html`<div class="drop-files" hidden>
    <p>Files with the same policy are read as one.</p>
    ${list}
  </div>`;
  const named = (): DroppedFile[] => {
    const names = policyNames(entries.map(({file}) => file.name));
    return entries.map(({file, name}, i) => ({file, policy: name ?? names[i]!}));
  };

  function show(): void {
    element.hidden = entries.length === 0;
    list.replaceChildren(
      ...named().map(({file, policy}, i) => {
        const input = html`<input
          type="text"
          name="policy"
          maxlength="60"
          value=${policy}
        />` as HTMLInputElement;
        input.addEventListener("change", () => {
          const name = input.value.trim();
          entries[i] = {file, name: name === "" ? null : name};
          show();
          onChange();
        });
        const remove = html`<button type="button" class="link-button" aria-label=${`Remove ${file.name}`}>
          Remove
        </button>`;
        remove.addEventListener("click", () => {
          entries = entries.filter((_, other) => other !== i);
          show();
          onChange();
        });
        return html`<li>
          <span class="file-name">${file.name}</span> <span>${bytes(file.size)}</span>
          <label>Policy ${input}</label> ${remove}
        </li>`;
      })
    );
  }

  return {
    element,
    get files() {
      return named();
    },
    add(files) {
      entries = [...entries, ...files.map((file) => ({file, name: null}))];
      show();
      onChange();
    },
    clear() {
      entries = [];
      show();
    }
  };
}
