import {html} from "htl";
import {oneAnswer} from "../../findings/shared/figure-answer.js";
import {kindNames} from "../../findings/audit/kind-text.js";
import {auditKinds} from "../../metrics/audit/problem-marks.js";
import {answerElement} from "../shared/page/answer-element.js";
import {choice} from "../shared/page/choice.js";
import {envelopeFigure, type EnvelopeFigureOptions} from "./envelope-figure.js";

/** What all marked completions can change, in words, and the curves of one benchmark and kind, which the reader chooses. */
export function envelopeReport({answer, ...options}: EnvelopeFigureOptions): HTMLElement {
  const {effects, study} = options;
  if (effects.length === 0) return html`<div class="figure">${answerElement(answer)}</div>`;
  const place = html`<div></div>`;
  const benchmarks = study.benchmarks.filter(({benchmark}) =>
    effects.some((effect) => effect.benchmark === benchmark)
  );
  const ofBenchmark = choice(
    "Benchmark",
    benchmarks.map(({benchmark, label}) => ({value: benchmark, label})),
    benchmarks[0]!.benchmark
  );
  const kinds = auditKinds.filter((kind) => effects.some((effect) => effect.kind === kind));
  const ofKind = choice(
    "Completions",
    kinds.map((kind) => ({value: kind, label: kindNames[kind]})),
    kinds[0]!
  );
  const draw = (): void => {
    const shown = effects.filter(
      ({benchmark, kind}) => benchmark === ofBenchmark.value && kind === ofKind.value
    );
    place.replaceChildren(
      envelopeFigure({...options, effects: shown, answer: oneAnswer(chosenAnswer(shown.length))})
    );
  };
  for (const radios of [ofBenchmark, ofKind]) radios.addEventListener("input", draw);
  draw();
  return html`<div>
    ${answerElement(answer)}${benchmarks.length > 1 ? ofBenchmark : ""}${kinds.length > 1 ? ofKind : ""}${place}
  </div>`;
}

function chosenAnswer(count: number): string {
  return count === 0
    ? "No completion of this kind is on this benchmark."
    : "Between the dashed lines lies every curve that other verdicts on the marked completions could give.";
}
