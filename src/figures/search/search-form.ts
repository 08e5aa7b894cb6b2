import {html} from "htl";
import type {CompletionSearch} from "../../findings/hard-cases/completion-search.js";
import type {PolicySummary} from "../../metrics/study/study-summary.js";

/** The fields of a search, with what is asked for in them; `onSearch` hears what they say when the reader asks. */
export function searchForm(
  search: CompletionSearch,
  policies: readonly PolicySummary[],
  onSearch: (search: CompletionSearch) => void
): HTMLFormElement {
  const option = (value: string, label: string, chosen: string | null): HTMLElement =>
    html`<option value=${value} selected=${value === (chosen ?? "")}>${label}</option>`;
  const length = (name: string, value: number | null): HTMLElement =>
    html`<input type="number" name=${name} min="0" step="1" value=${value ?? ""} />`;
  const form = html`<form class="reanalysis" autocomplete="off" role="search">
    <label>Text <input type="search" name="text" value=${search.text} /></label>
    <label>Answer <input type="search" name="answer" value=${search.answer} /></label>
    <label
      >Verdict
      <select name="verdict">
        ${[
          option("", "any", search.verdict),
          ...["correct", "incorrect", "error"].map((verdict) => option(verdict, verdict, search.verdict))
        ]}
      </select></label
    >
    <label
      >Of
      <select name="policy">
        ${[
          option("", "anyone", search.policy),
          ...policies.map(({policy, label}) => option(policy, label, search.policy))
        ]}
      </select></label
    >
    <label>Characters, at least ${length("fewest", search.fewest)}</label>
    <label>at most ${length("most", search.most)}</label>
    <button type="submit">Search</button>
  </form>` as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.reportValidity()) onSearch(readForm(form));
  });
  return form;
}

function readForm(form: HTMLFormElement): CompletionSearch {
  const data = new FormData(form);
  const text = (name: string): string => data.getAll(name).map(String).join();
  const number = (name: string): number | null => (text(name) === "" ? null : Number(text(name)));
  return {
    text: text("text"),
    verdict: (text("verdict") || null) as CompletionSearch["verdict"],
    answer: text("answer").trim(),
    fewest: number("fewest"),
    most: number("most"),
    policy: text("policy") || null
  };
}
