import {dataTable} from "../shared/page/data-table.js";

/** The part of data/reference/paper.json on the guess filter. */
export interface GuessReference {
  text: {aime24_guess_filter: {kept: number; of: number}};
}

/** How many problems the paper's filter keeps; it carries the published mark. */
export function publishedFilterTable({text: {aime24_guess_filter: filter}}: GuessReference): HTMLElement {
  const table = dataTable(
    [filter],
    [
      {label: "Published", value: () => "AIME24 (Figure 12)"},
      {label: "Problems that stay", value: ({kept}) => kept},
      {label: "of", value: ({of}) => of},
      {label: "Limit of the guess rate", value: () => "5%"}
    ]
  );
  table.classList.add("published");
  return table;
}
