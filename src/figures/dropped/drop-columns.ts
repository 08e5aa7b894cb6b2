import {html} from "htl";
import type {DropRequest} from "../../metrics/dropped/drop-request.js";
import {foldOut} from "../shared/page/fold-out.js";

/** What can be said of the files' columns, by the names that `--map` has for them. */
const columns = [
  ["problem_id", "Problem’s id"],
  ["prompt", "Prompt"],
  ["gold", "Reference answer"],
  ["completion", "Completion, or list of them"],
  ["verdict", "Verdict"],
  ["n", "Tries (n)"],
  ["c", "Solved (c)"],
  ["repeat", "Number of the repeat"],
  ["finish_reason", "Why it ended"]
] as const;

export interface DropColumns {
  element: HTMLElement;
  read(): Pick<DropRequest, "columns" | "benchmark">;
}

/** The form that names the files' columns where they are none of the usual names. */
export function dropColumns(onChange: () => void): DropColumns {
  const form = html`<form class="reanalysis drop-columns" autocomplete="off">
    ${columns.map(([name, label]) => html`<label>${label} <input type="text" name=${name} maxlength="100" /></label>`)}
    <label>Benchmark of every row <input type="text" name="benchmark" maxlength="60" /></label>
  </form>` as HTMLFormElement;
  form.addEventListener("change", onChange);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
  });
  const text = (name: string): string => {
    const value = new FormData(form).get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    element: foldOut(
      "Names of columns",
      html`<p>
        Usual names are known. Say here what your files call a column where it is not found; dots reach into
        objects. A name holds for all files.
      </p>`,
      form
    ),
    read: () => ({
      columns: Object.fromEntries(
        columns.flatMap(([name]) => (text(name) === "" ? [] : [[name, text(name)] as const]))
      ),
      benchmark: benchmarkOf(text("benchmark"))
    })
  };
}

/** An id as `npm run import` makes one of a name. */
function benchmarkOf(name: string): string | null {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9._@-]+/g, "-")
    .replace(/^[^a-z0-9]+|-+$/g, "");
  return id === "" ? null : id;
}
