import {completionsText} from "../shared/counted.js";
import {guesserNames} from "../coverage/guess-curve.js";
import {mayBeLuck} from "../../metrics/guess/may-be-luck.js";
import type {ClaimId} from "../../metrics/claims/claim.js";
import {farFromPaper} from "../../metrics/coverage/paper-crossings.js";
import {crossFromLead} from "../coverage/counted-comparisons.js";
import {about, budget, interval, listText, tries, whole} from "../shared/format.js";
import {runsSentence} from "../runs/runs-text.js";
import {percentOfLevel} from "../shared/interval-text.js";
import type {AnswerCase} from "../shared/figure-answer.js";
import {roleName} from "../shared/role-name.js";
import type {LeadView} from "./lead-view.js";

/** What each of the pair solves at both ends, in one sentence. */
export function leadSentence(view: LeadView): string {
  const {curves, trained} = view;
  const at = (whose: "base" | "trained", end: 0 | -1): string =>
    about(curves[whose].points.at(end)!.coverage);
  const [first, last] = [curves.base.points[0]!.k, curves.base.points.at(-1)!.k];
  const training = roleName(trained);
  const what = training === "RL" ? training : training.toLowerCase();
  const start = `After ${what} ${tries(first)} ${first === 1 ? "solves" : "solve"} ${at("trained", 0)} of the problems, before it ${at("base", 0)}`;
  if (first === last) return `${start}.`;
  return `${start}; with ${whole(last)} it is ${at("trained", -1)} after and ${at("base", -1)} before.`;
}

/**
 * What sampling came to where it decided n, and what may explain the finding, or sets it apart from the paper's: other training runs,
 * luck, temperature, the sampler, and a k* that is far from the paper's.
 */
export function leadCautions(view: LeadView): AnswerCase[] {
  return [
    {title: "Sampling", text: view.sampled === null ? "" : inRow(view.sampled)},
    {title: "Training runs", text: view.runs ? runsSentence(view.runs, view.level) : ""},
    {title: "Luck", text: luckSentence(view)},
    {title: "Temperature", text: temperatureSentence(view)},
    {title: "Sampler", text: samplerSentence(view)},
    {title: "Unlike the paper", text: farSentence(view)}
  ].filter(({text}) => text !== "");
}

/** A sentence behind a title and a colon. */
function inRow(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** What luck and temperature explain of the main pair, for the claims that they bear on. */
export function claimRemarks(view: LeadView): Partial<Record<ClaimId, string>> {
  const [luck, far, temperature] = [luckSentence(view), farSentence(view), temperatureSentence(view)];
  const title = (name: string, text: string): string[] => (text === "" ? [] : [`${name}: ${text}`]);
  const crossing = [...title("Luck", luck), ...title("Unlike the paper", far)].join(" ");
  return {
    ...(crossing === "" ? {} : {crossing}),
    ...(temperature === "" ? {} : {entropy: title("Temperature", temperature).join("")})
  };
}

/** What luck alone reaches with as many tries; empty where nothing tells. */
function luckSentence({luck, otherAnswers, curves}: LeadView): string {
  const end = curves.base.points.at(-1)!;
  const verdict = (floor: number): string =>
    mayBeLuck(end, floor) ? "what the base reaches there may be luck" : "less than the base does";
  if (luck) {
    const floor = luck.points.at(-1)!.coverage;
    return `${guesserNames[luck.guesser ?? "arithmetic"]} solve ${about(floor)} with ${tries(end.k)}: ${verdict(floor)}.`;
  }
  if (!otherAnswers) return "";
  const {floor, n} = otherAnswers;
  return `answers to other problems would solve ${about(floor)} with ${tries(n)}: ${verdict(floor)}.`;
}

/** How much of the gap at the largest k the temperature that matches the base's entropy closes; empty where nothing tells. */
function temperatureSentence({closed, level}: LeadView): string {
  if (!closed) return "";
  const {estimate, low, high, k, temperature} = closed;
  const range = `${percentOfLevel(level)} ${interval(low, high, about)}`;
  return `at T = ${Number(temperature.toPrecision(2))}, where its entropy was matched to the base’s, RL closes ${about(estimate)} of the gap with ${tries(k)} (${range}).`;
}

/** What the pair would solve without the sampler's settings; empty where not all solutions are known. */
function samplerSentence({untruncated}: LeadView): string {
  if (!untruncated) return "";
  const {k, base, trained, crossing} = untruncated;
  const cross = crossing === null ? "" : `, k* = ${budget(crossing)}`;
  return `at T = 1 from all tokens, computed from all solutions, RL would solve ${about(trained)} with ${tries(k)} and the base ${about(base)}${cross}.`;
}

/** That a crossing is far from where the paper's curves cross; empty where it is not. */
function farSentence({comparison: {crossing}}: LeadView): string {
  const far = farFromPaper(crossing);
  if (far === null) return "";
  return `the curves cross at k* = ${budget(crossing.observed!)}, far ${far} than in the paper, where they do at tens to hundreds of tries.`;
}

/** What stands where the curves cross: k* with its interval, or that there is none. */
export function crossingLines(view: LeadView): string[] {
  const {comparison, level} = view;
  const {observed, low, high, kMax, isSame} = comparison.crossing;
  if (isSame) return ["The curves are the same"];
  const {points} = comparison;
  if (points.length === 1) return [];
  if (observed === null) {
    const turn = points.findIndex(
      ({difference}, i) => i > 0 && difference > 0 && points[i - 1]!.difference < 0
    );
    if (turn > 0)
      return [
        `${roleName(view.trained)} overtakes between k = ${whole(points[turn - 1]!.k)} and ${whole(points[turn]!.k)}`
      ];
    return [`No crossing up to k = ${whole(kMax)}`];
  }
  if (observed <= 1) return ["The base is ahead from k = 1 on"];
  const end = (k: number | null): string =>
    k === null ? `beyond ${whole(kMax)}` : k <= 1 ? "at most 1" : budget(k);
  const verb = crossFromLead([comparison])[0] ? "overtakes" : "passes";
  return [
    `Base ${verb} at k* = ${budget(observed)}`,
    `(${percentOfLevel(level)} ${end(low)} to ${end(high)})`
  ];
}

/** `30 of 120 problems lost, 0 gained`; empty where the numbers of completions differ. */
export function movedText({moved}: LeadView): string {
  if (!moved) return "";
  return `${whole(moved.lost)} of ${whole(moved.of)} problems lost, ${whole(moved.gained)} gained`;
}

/** Who drew what, and how: the words under the figure. */
export function leadCaption(view: LeadView): string {
  const {benchmark, problems, base, trained, curves, level, parameters, seed, date, moved} = view;
  const n = [...new Set(Object.values(curves).map((curve) => curve.n))].sort((a, b) => a - b).map(whole);
  const settings = settingsText(view);
  const names = `${base.label} and ${trained.label}`;
  const size = parameters === null ? "" : ` of ${weights(parameters)} weights`;
  const source = base.published ?? trained.published ?? null;
  const from =
    source !== null
      ? `numbers published elsewhere, not measured here (${source})`
      : [base, trained].every(({engine}) => engine === "imported")
        ? `completions imported${date === null ? "" : ` ${date.slice(0, 10)}`}`
        : `drawn here${date === null ? "" : ` ${date.slice(0, 10)}`}, seed ${seed}`;
  return [
    `${benchmark.label}: ${whole(problems)} problems, ${completionsText(listText(n))} of each by ${names}${size}, ${settings}; ${from}.`,
    `Bands: ${percentOfLevel(level)} intervals for other problems of the same kind${view.runs ? "" : "; how far other training runs would lie is not measured"}.`,
    ...(view.runs
      ? [
          `Thin lines: ${whole(view.runs.runs.length)} training runs, up to ${tries(view.runs.kMax)}; dotted: the interval of their mean for other problems and other runs.`
        ]
      : []),
    ...(moved && view.comparison.points.length > 1
      ? ["Lost: solved at least once by the base and never after; gained: the other way round."]
      : []),
    "Yue et al. 2025 asked this of models of 7 to 32 billion weights."
  ].join(" ");
}

function settingsText({base, trained}: LeadView): string {
  const values = (name: "temperature" | "top_p"): string =>
    listText([
      ...new Set([base[name], trained[name]].flatMap((value) => (value === null ? [] : [String(value)])))
    ]);
  const [t, p] = [values("temperature"), values("top_p")];
  const parts = [...(t === "" ? [] : [`T ${t}`]), ...(p === "" ? [] : [`top-p ${p}`])];
  return parts.length === 0 ? "sampling settings not stated" : parts.join(", ");
}

/** A number of weights in words: `0.35 million`, `7.6 billion`. */
function weights(count: number): string {
  const [value, unit] = count >= 1e9 ? [count / 1e9, "billion"] : [count / 1e6, "million"];
  return `${Number(value.toPrecision(2))} ${unit}`;
}
