import type {CaseCompletion, CaseShard} from "../../metrics/study/case-shard.js";

/** What completions a reader looks for; an empty text and null ask nothing. */
export interface CompletionSearch {
  /** Part of the completion, in letters of any case. */
  text: string;
  verdict: CaseCompletion["verdict"] | null;
  /** The answer that was judged, blanks at its ends apart. */
  answer: string;
  /** Least and most characters of the completion. */
  fewest: number | null;
  most: number | null;
  policy: string | null;
}

/** A completion that a search found. */
export interface FoundCompletion {
  problemId: string;
  policy: string;
  completion: CaseCompletion;
}

/** What asks nothing. */
export const emptySearch: CompletionSearch = {
  text: "",
  verdict: null,
  answer: "",
  fewest: null,
  most: null,
  policy: null
};

/** Whether a search asks for anything. */
export function asksNothing(search: CompletionSearch): boolean {
  return JSON.stringify(search) === JSON.stringify(emptySearch);
}

/** The distinct completions of a problem that a search finds, in the order of the shard: all that the shard holds are looked at. */
export function searchShard(shard: CaseShard, search: CompletionSearch): FoundCompletion[] {
  const text = search.text.toLowerCase();
  const answer = search.answer.trim();
  const fits = ({completion, verdict, extracted}: CaseCompletion): boolean =>
    (search.verdict === null || verdict === search.verdict) &&
    completion.length >= (search.fewest ?? 0) &&
    completion.length <= (search.most ?? Infinity) &&
    (answer === "" || (extracted ?? completion).trim() === answer) &&
    completion.toLowerCase().includes(text);
  return shard.policies
    .filter(({policy}) => search.policy === null || policy === search.policy)
    .flatMap(({policy, completions}) =>
      completions.filter(fits).map((completion) => ({problemId: shard.problem_id, policy, completion}))
    );
}

/** A piece of a completion around what was looked for: the text before, the text found, the text after. */
export function excerpt(completion: string, text: string, around: number): [string, string, string] {
  const at = text === "" ? 0 : Math.max(0, completion.toLowerCase().indexOf(text.toLowerCase()));
  const [start, end] = [Math.max(0, at - around), at + text.length + around];
  return [
    `${start > 0 ? "…" : ""}${completion.slice(start, at)}`,
    completion.slice(at, at + text.length),
    `${completion.slice(at + text.length, end)}${end < completion.length ? "…" : ""}`
  ];
}
