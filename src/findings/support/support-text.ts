import {FAR_TRIES, supportClasses, type SupportClass} from "../../metrics/support/certificate.js";
import type {SupportTable} from "../../metrics/support/support-table.js";
import type {StudySummary} from "../../metrics/study/study-summary.js";
import {pairTitle} from "../perplexity/perplexity-conditions.js";
import {answerOf, type AnswerCase, type FigureAnswer} from "../shared/figure-answer.js";
import {listText, whole} from "../shared/format.js";
import {originSentence} from "../shared/origin-text.js";
import {samplingText} from "../shared/sampling-text.js";
import {sentences} from "../shared/sentences.js";
import {certifiedBound, classCounts, groupTitle, supportGroups, type SupportGroup} from "./support-groups.js";
import {largeText} from "./tries-text.js";

/** What a class says of problems, after their number. */
const meanings: Record<SupportClass, string> = {
  "within reach": "within reach at its settings as well",
  hidden: "hidden by the sampler",
  unknown: "perhaps hidden by the sampler",
  demoted: "demoted",
  rare: "rare, and not less likely than before",
  "out of reach": "out of reach",
  "never written": "without a known solution"
};

/** The same where it is the base that does not solve them. */
const gainedMeanings: Record<SupportClass, string> = {
  ...meanings,
  demoted: "made likelier by training",
  rare: "rare, and not made likelier by training"
};

/** Which of the problems that one policy alone solves the other could still reach. */
export function supportAnswer(table: SupportTable, study: StudySummary): FigureAnswer {
  const groups = supportGroups(table, study);
  const cases = groups
    .filter(({kind, problems}) => kind !== "both" || problems.length > 0)
    .map((group): AnswerCase => {
      const counts = classCounts(group);
      return {
        title: `${pairTitle(group.named, table.pairs)}: ${groupTitle(group)}`,
        text: `${problemsText(group.problems.length)}: ${countsText(counts, group.kind)}.`,
        cells: [
          {head: "problems", value: whole(group.problems.length)},
          ...supportClasses.map((each) => ({head: each, value: whole(counts[each])}))
        ]
      };
    });
  const lead = sentences(directionText(groups, "lost"), directionText(groups, "gained"));
  const spans = (["lost", "gained"] as const).map((kind) => changedBy(groups, kind));
  return answerOf(
    lead,
    cases,
    sentences(...spans, controlText(groups), rulesText(), endlessText(table, study))
  );
}

/** Engines that score a text without the token that ends it. */
const ENDLESS = ["openai"];

/** What the probabilities of policies leave out whose server gives no log-probability of the end; empty where there are none. */
function endlessText({pairs}: SupportTable, {policies}: Pick<StudySummary, "policies">): string {
  const read = new Set(pairs.flatMap(({base, rl}) => [base, rl]));
  const endless = policies.filter(({policy, engine}) => read.has(policy) && ENDLESS.includes(engine));
  if (endless.length === 0) return "";
  return `The server of ${listText(endless.map(({label}) => label))} scores a text without the token that ends it: there P is the probability that a completion begins with one of these texts, which may be more than the solve rate, and the tries may be too few.`;
}

/** The sentence of one direction, over all pairs. */
function directionText(groups: readonly SupportGroup[], kind: "lost" | "gained"): string {
  const own = groups.filter((group) => group.kind === kind);
  if (own.length === 0) return "";
  const [winner, loser] = namesOf(own, kind);
  const total = own.reduce((sum, {problems}) => sum + problems.length, 0);
  if (total === 0) return `${winner} alone solves no problem.`;
  const count = (...classes: readonly SupportClass[]): number =>
    own.reduce((sum, group) => sum + classes.reduce((all, each) => all + classCounts(group)[each], 0), 0);
  const where =
    count("within reach") > 0
      ? "at its settings or at temperature 1 from all tokens"
      : "at temperature 1 from all tokens";
  return sentences(
    `${winner} alone solves ${problemsText(total)}.`,
    `Within as many tries ${where} ${loser} would more likely than not solve ${reachedText(count("within reach", "hidden", "unknown"), total, kind)}.`
  );
}

/** How many of the problems are within reach all the same, as far as known solutions tell, and what that means. */
function reachedText(count: number, total: number, kind: "lost" | "gained"): string {
  const what = kind === "lost" ? "lost" : "new";
  if (count === 0) return `none${total === 1 ? "" : " of them"}, as far as known solutions tell`;
  if (total === 1) return `it: that is not ${what}`;
  return `at least ${whole(count)} of them: ${count === 1 ? "that is" : "these are"} not ${what}`;
}

function problemsText(count: number): string {
  return `${whole(count)} ${count === 1 ? "problem" : "problems"}`;
}

function namesOf(groups: readonly SupportGroup[], kind: "lost" | "gained"): [winner: string, loser: string] {
  const name = (side: "base" | "rl"): string => {
    const labels = new Set(groups.map(({named}) => named[side].label));
    return labels.size === 1 ? [...labels][0]! : side === "base" ? "The base" : "The trained policy";
  };
  return kind === "lost" ? [name("base"), name("rl")] : [name("rl"), name("base")];
}

function countsText(counts: Record<SupportClass, number>, kind: SupportGroup["kind"]): string {
  const words = kind === "gained" ? gainedMeanings : meanings;
  const parts = supportClasses.filter((each) => counts[each] > 0);
  return parts.length === 0 ? "none" : listText(parts.map((each) => `${whole(counts[each])} ${words[each]}`));
}

/** By how much the known solutions of the problems of one direction are less likely than under the policy that solves them; empty where none are. */
function changedBy(groups: readonly SupportGroup[], kind: "lost" | "gained"): string {
  const own = groups.filter((group) => group.kind === kind);
  const falls = own.flatMap(({problems, side}) =>
    problems
      .filter((problem) => problem[side].class === "demoted" || problem[side].class === "out of reach")
      .map((problem) => problem[side === "rl" ? "base" : "rl"].bound.full / problem[side].bound.full)
      .filter((factor) => factor > 1 && Number.isFinite(factor))
  );
  if (falls.length === 0) return "";
  const [winner, loser] = namesOf(own, kind);
  const span = [...new Set([Math.min(...falls), Math.max(...falls)].map(largeText))].join(" to ");
  return `What takes ${loser} more tries is ${span} times less likely than under ${winner}.`;
}

/** What the same rule says of problems that both solve, from what others wrote. */
function controlText(groups: readonly SupportGroup[]): string {
  const texts = (["rl", "base"] as const).flatMap((side) => {
    const own = groups.filter((group) => group.kind === "both" && group.side === side);
    const known = own.flatMap(({problems}) =>
      problems.filter((problem) => problem[side].class !== "never written")
    );
    if (known.length === 0) return [];
    const reached = known.filter((problem) => problem[side].class === "within reach").length;
    const labels = new Set(own.map(({named}) => named[side].label));
    return [`${[...labels].join(", ")} ${whole(reached)} of ${whole(known.length)}`];
  });
  return texts.length === 0
    ? ""
    : `Control: of the problems that both solve, the texts that others wrote put within reach for ${texts.join(", for ")}.`;
}

/** The rules of the classes in words. */
function rulesText(): string {
  return `P: summed probability of all known correct texts of a problem; ln 2 / P tries give a better than even chance. Within reach: at the policy’s settings n tries do. Hidden: at temperature 1 from all tokens n tries do, at the settings they do not. Demoted: more than n tries at temperature 1, and less likely than under the other policy; rare: not less likely. Out of reach: more than ${largeText(FAR_TRIES)} tries. P is a lower bound of the solve rate: “hidden” is shown, “out of reach” holds for the texts that are known.`;
}

/** How the certificates were made. */
export function supportCaption(table: SupportTable, study: StudySummary): string {
  const pairs = table.pairs.map((pair) => {
    const groups = supportGroups({...table, pairs: [pair]}, study);
    const {named} = groups[0]!;
    const unsure =
      pair.unsure === 0
        ? "whether the nucleus holds it is known of each token"
        : `for ${whole(pair.unsure)} ${pair.unsure === 1 ? "text" : "texts"} it is not known whether the nucleus holds each token, and their share is an interval`;
    return `${pairTitle(named, table.pairs)}: ${whole(pair.texts)} distinct texts read by both models, ${unsure}`;
  });
  const read = new Set(table.pairs.flatMap(({base, rl}) => [base, rl]));
  const policies = study.policies.filter(({policy}) => read.has(policy));
  const isUnsure = table.pairs.some(({unsure}) => unsure > 0);
  const marks =
    "A row is a problem. Filled mark: tries at temperature 1 from all tokens; hollow mark: tries at the sampling settings, “never” where these cut every known correct text; dashed line: the completions that were drawn." +
    (isUnsure
      ? " Where it is open whether the settings cut a token, two hollow marks, one of them dashed, hold the truth between them."
      : "");
  return `${marks} ${pairs.join(". ")}. Settings: ${samplingText(policies, ["temperature", "top_p", "max_tokens"]).toLowerCase()}. Texts: correct completions of both policies and reference solutions. ${originSentence(study)}.`;
}

/** Every problem under both policies. */
export function supportRows(table: SupportTable): {columns: string[]; rows: (string | number | null)[][]} {
  const columns = [
    "benchmark",
    "problem_id",
    "policy",
    "compared_with",
    "n",
    "c",
    "class",
    "texts",
    "p_full",
    "p_settings_low",
    "p_settings_high",
    "p_full_from_base",
    "p_full_from_rl",
    "p_full_from_references",
    "p_full_other_policy",
    "exact_full",
    "exact_settings",
    "end_before",
    "end_token",
    "end_token_probability",
    "end_needed_top_p"
  ];
  const rows = table.pairs.flatMap(({benchmark, base, rl, problems}) =>
    problems.flatMap((problem) =>
      (["base", "rl"] as const).map((name) => {
        const side = problem[name];
        const bound = certifiedBound(side);
        return [
          benchmark,
          problem.problem_id,
          name === "base" ? base : rl,
          name === "base" ? rl : base,
          side.n,
          side.c,
          side.class,
          bound.texts,
          bound.full,
          bound.low,
          bound.high,
          side.bySource.base.full,
          side.bySource.rl.full,
          side.bySource.reference.full,
          problem[name === "base" ? "rl" : "base"].bound.full,
          side.exact?.full_rate ?? null,
          side.exact?.rate ?? null,
          side.end?.before ?? null,
          side.end?.token ?? null,
          side.end?.probability ?? null,
          side.end?.needed[0] ?? null
        ];
      })
    )
  );
  return {columns, rows};
}
