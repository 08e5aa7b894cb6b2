import type {AnswerGuesses} from "../../metrics/guess/answer-guesses.js";
import {clearSigns} from "../../metrics/statistics/holm.js";
import {countOf} from "../shared/counted.js";
import {about, rangeText, whole} from "../shared/format.js";
import {holmText} from "../shared/holm-text.js";

/** Whether a base answers better than its answers to other problems would, and how far those come. */
export function answerGuessSentence(guesses: readonly AnswerGuesses[]): string {
  if (guesses.length === 0)
    return "No benchmark of this study has a verifier that judges nothing but the answer, and right answers: there is nothing to compare.";
  const better = clearSigns(guesses.map(({difference}) => difference)).filter((sign) => sign > 0).length;
  return (
    `On ${countOf(better, guesses.length)} tasks the base’s own answers are right more often than its answers to other problems would be, clearly (${holmText(guesses.length)}). ` +
    luckOf(guesses)
  );
}

/** How far answers to other problems come on some benchmarks, for a page that must not say that luck is excluded there. */
export function luckSentence(guesses: readonly AnswerGuesses[], benchmarks: readonly string[]): string {
  const own = guesses.filter(({benchmark}) => benchmarks.includes(benchmark));
  return own.length === 0
    ? "How often answers to other problems would be right is not known here: chance is not excluded."
    : luckOf(own);
}

function luckOf(guesses: readonly AnswerGuesses[]): string {
  const [rates, floors] = [guesses.map(({others}) => others.estimate), guesses.map(({floor}) => floor)];
  const tries = rangeText(
    guesses.map(({n}) => n),
    whole
  );
  return `Answers to other problems are right in ${rangeText(rates, about)} of the tries; ${tries} of them would solve ${rangeText(floors, about)} of the problems whose answer is known.`;
}
