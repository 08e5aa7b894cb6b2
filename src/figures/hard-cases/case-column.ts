import {html} from "htl";
import {solveRateText} from "../../findings/sets/solvable-text.js";
import {percent, whole} from "../../findings/shared/format.js";
import type {PolicyStyle} from "../../findings/shared/policy-style.js";
import type {Counts} from "../../metrics/counts/counts.js";
import type {ReadChain} from "../../metrics/coverage/read-chain.js";
import type {ReadingText} from "../../metrics/reading/reading-unit.js";
import type {Annotation, Mark} from "../../metrics/study/annotation.js";
import type {CaseCompletion, CasePolicy, CaseShard} from "../../metrics/study/case-shard.js";
import type {PolicySummary} from "../../metrics/study/study-summary.js";
import {swatch} from "../shared/plot/swatch.js";
import {annotationControl} from "./annotation-control.js";
import {matchCompletion} from "./annotation-match.js";
import {caseCompletion} from "./case-completion.js";

/** The order in which the texts of a problem are read. */
export interface CaseReading {
  /** Sample indices of texts, the first to read first, with what a judge model says of them. */
  texts: readonly ReadingText[];
  /** The one to read next; null where the problem is read. */
  next: ReadingText | null;
}

export interface CaseColumnOptions {
  policy: PolicySummary;
  style: PolicyStyle;
  counts: Counts;
  shard: CaseShard;
  verifier: string;
  /** The reader's own marks, and those of others. */
  own: readonly Annotation[];
  others: readonly ReadChain[];
  reading: CaseReading | null;
  onMark: (completion: CaseCompletion, policy: string, mark: Mark | null, note: string) => void;
}

/** Texts of each verdict that stand there before the reader asks for more. */
const FIRST = {correct: 6, incorrect: 3, error: 3} as const;
const verdicts = ["correct", "incorrect", "error"] as const;

/** The completions of one policy on a problem, correct ones first. */
export function caseColumn(options: CaseColumnOptions): HTMLElement {
  const {policy, style, counts, shard} = options;
  const shown = shard.policies.find((one) => one.policy === policy.policy);
  const {n, c} = counts;
  const summary =
    n === 0
      ? "no judged completions"
      : `${whole(c)} of ${whole(n)} correct, ${percent(c / n)} (95% ${solveRateText(counts)})`;
  return html`<section class="case-column" aria-label=${policy.label}>
    <h4>${swatch(style)}${policy.label}</h4>
    <p class="case-summary">${summary}</p>
    ${shown ? verdicts.flatMap((verdict) => verdictGroup(verdict, shown, options)) : ""}
  </section>`;
}

function verdictGroup(
  verdict: (typeof verdicts)[number],
  shown: CasePolicy,
  options: CaseColumnOptions
): Node[] {
  const all = inReadingOrder(
    shown.completions.filter((completion) => completion.verdict === verdict),
    verdict === "correct" ? options.reading : null
  );
  const distinct = shown.distinct[verdict];
  if (distinct === 0) return [];
  const first = all.slice(0, FIRST[verdict]);
  const rest = all.slice(FIRST[verdict]);
  const more = html`<button type="button" class="link-button case-more">
    ${rest.length} more ${verdict}
  </button>`;
  more.addEventListener("click", () => {
    const articles = rest.map((completion) => article(completion, options));
    more.replaceWith(...articles);
    articles[0]!.querySelector<HTMLElement>("input")?.focus();
  });
  const left =
    all.length < distinct
      ? [
          html`<p class="case-left">
            ${whole(distinct - all.length)} further distinct ${verdict} texts are not in this report.
          </p>`
        ]
      : [];
  return [
    ...first.map((completion) => article(completion, options)),
    ...(rest.length > 0 ? [more] : []),
    ...left
  ];
}

/** Completions with those that are to be read first before the others. */
function inReadingOrder(completions: CaseCompletion[], reading: CaseReading | null): CaseCompletion[] {
  if (reading === null) return completions;
  const first = reading.texts.flatMap(({sample_index: index}) =>
    completions.filter(({sample_index}) => sample_index === index)
  );
  return [...first, ...completions.filter((completion) => !first.includes(completion))];
}

function article(completion: CaseCompletion, options: CaseColumnOptions): HTMLElement {
  const {policy, shard, verifier, counts, onMark} = options;
  const ofPolicy = ({policy: id}: Annotation): boolean => id === policy.policy;
  const isOfText = (annotation: Annotation): boolean =>
    matchCompletion(shard.policies.find(ofShown)!.completions, annotation) === completion;
  const ofShown = ({policy: id}: CasePolicy): boolean => id === policy.policy;
  const own = options.own.filter(ofPolicy).findLast(isOfText);
  const others = options.others
    .filter(ofPolicy)
    .filter(({sample_index}) => sample_index === completion.sample_index);
  const control = annotationControl({
    name: `mark-${policy.policy}-${completion.sample_index}-${completion.verdict}`,
    mark: own?.mark ?? null,
    note: own?.note ?? "",
    others: others
      .map(({reader, mark, note}) => `${reader}: ${mark}${note === undefined ? "" : ` (${note})`}`)
      .join("; "),
    onMark: (mark, note) => {
      onMark(completion, policy.policy, mark, note);
    }
  });
  const next = completion.verdict === "correct" ? options.reading?.next : null;
  const isNext = next?.sample_index === completion.sample_index;
  return caseCompletion({completion, shard, verifier, n: counts.n, control, isNext});
}
