import {html} from "htl";

/**
 * The place where files are dropped, which is also a file input for who has no pointer. Files that are dropped anywhere else on
 * the page count too: the browser would leave the page for them.
 */
export function dropZone(onFiles: (files: readonly File[]) => void): HTMLElement {
  const input = html`<input type="file" multiple aria-describedby="drop-hint" />` as HTMLInputElement;
  const element = html`<div class="drop-zone">
    <label>Drop files here, or choose them ${input}</label>
    <p id="drop-hint">
      CSV of counts, or raw samples as JSON lines, CSV or JSON, plain or as .gz or .zst. They stay in this
      browser.
    </p>
  </div>`;
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    // The same file may be chosen again.
    input.value = "";
    if (files.length > 0) onFiles(files);
  });
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;
  document.addEventListener("dragover", (event) => {
    if (!element.isConnected || !hasFiles(event)) return;
    event.preventDefault();
    element.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) element.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    element.classList.remove("is-over");
    if (!element.isConnected || !hasFiles(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer!.files];
    if (files.length > 0) onFiles(files);
  });
  return element;
}
