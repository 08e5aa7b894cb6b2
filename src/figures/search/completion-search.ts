import {html} from "htl";
import {
  asksNothing,
  emptySearch,
  type CompletionSearch,
  type FoundCompletion
} from "../../findings/hard-cases/completion-search.js";
import {whole} from "../../findings/shared/format.js";
import type {PolicySummary} from "../../metrics/study/study-summary.js";
import type {CaseShards} from "../shared/live/case-shards.js";
import {onReturn, setSearch} from "../shared/page/page-address.js";
import {statusLine} from "../shared/page/status-line.js";
import {foundList} from "./found-list.js";
import {searchForm} from "./search-form.js";
import {searchShards, type SearchResult} from "./search-shards.js";
import {readSearch, writeSearch} from "./search-state.js";

export interface CompletionSearchOptions {
  shards: CaseShards;
  /** Where is searched: asked for at every search. */
  benchmark: () => {
    id: string;
    label: string;
    problemIds: readonly string[];
    policies: readonly PolicySummary[];
  };
  /** Where a completion is read. */
  address: (found: FoundCompletion) => string;
  /** Reads it here instead. */
  onOpen?: (found: FoundCompletion) => void;
  /** Told what a search found; null where nothing is asked any more. */
  onFound?: (found: readonly FoundCompletion[] | null) => void;
}

/** A search over completions. */
export interface CompletionSearchView {
  element: HTMLElement;
  /** Shows the fields anew, and searches again where something is asked: for another benchmark. */
  renew(): void;
}

/** Finds completions of a benchmark by text, answer, verdict, policy and length. What is asked lives in the URL. */
export function completionSearch(options: CompletionSearchOptions): CompletionSearchView {
  const fields = html`<div></div>`;
  const results = html`<div></div>`;
  const status = statusLine();
  let running = new AbortController();

  async function run(search: CompletionSearch): Promise<void> {
    running.abort();
    running = new AbortController();
    const {signal} = running;
    results.replaceChildren();
    status.report("");
    options.onFound?.(null);
    if (asksNothing(search)) return;
    const {id, label, problemIds, policies} = options.benchmark();
    try {
      const result = await searchShards(options.shards, id, problemIds, search, {
        signal,
        onProgress: (searched) => {
          if (!signal.aborted) status.report(`Searching … ${whole(searched)} problems`);
        }
      });
      if (result === null) return;
      status.report(resultText(result, label));
      results.replaceChildren(foundList({found: result.found, text: search.text, policies, ...options}));
      options.onFound?.(result.found);
    } catch (error) {
      if (!signal.aborted) status.report((error as Error).message, "error");
    }
  }

  function renew(): void {
    const search = readSearch(location.search);
    const {policies} = options.benchmark();
    const form = searchForm(search, policies, (asked) => {
      const address = writeSearch(asked, location.search);
      setSearch(address, address);
      void run(asked);
    });
    const clear = html`<button type="button" class="link-button">Clear</button>`;
    clear.addEventListener("click", () => {
      setSearch(writeSearch(emptySearch, location.search), "clear");
      renew();
    });
    form.append(clear);
    fields.replaceChildren(form);
    void run(search);
  }

  onReturn(renew);
  renew();
  return {element: html`<div class="completion-search">${fields}${status.element}${results}</div>`, renew};
}

/** How much was found, and in how much. */
function resultText({found, searched, held, problems}: SearchResult, label: string): string {
  const ids = new Set(found.map(({problemId}) => problemId));
  const texts = `${whole(found.length)} distinct ${found.length === 1 ? "text" : "texts"} of ${whole(ids.size)} ${ids.size === 1 ? "problem" : "problems"}`;
  const all =
    held < problems
      ? `${whole(held)} problems whose texts are here, out of ${whole(problems)},`
      : `${whole(problems)} problems`;
  const where = searched < held ? `the first ${whole(searched)} of ${all}` : `all ${all}`;
  return `${texts} found in ${where} of ${label}.`;
}
