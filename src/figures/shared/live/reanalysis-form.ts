import {html} from "htl";
import {distinctLabel} from "../../../findings/shared/distinct-label.js";
import {whole} from "../../../findings/shared/format.js";
import type {PolicySummary} from "../../../metrics/study/study-summary.js";
import {fewestText} from "./impossible-analysis.js";
import {intervalOf, type AnalysisState} from "./view-state.js";

export interface ReanalysisFormOptions {
  state: AnalysisState;
  policies: readonly PolicySummary[];
  /** The benchmark's own verifier. */
  verifier: string;
  /** Budgets that the figure can begin and end at; the first and the last one stand for all. */
  ks: readonly number[];
  /** The study's own seed of the bootstrap. */
  seed: number;
  /** Whether the guess rates of the benchmark's problems are known. */
  hasGuessRates: boolean;
}

/** The controls of a re-analysis. */
export interface ReanalysisForm {
  element: HTMLFormElement;
  /** The state that the controls show: null where it is the default. */
  read(): AnalysisState;
  /** Adds what only the tables tell: the verifiers that judged, and whether problems have clusters. */
  offer: (options: {verifiers: readonly string[]; hasClusters: boolean}) => void;
}

/** How the bands can be made. */
const intervals = [
  ["score", "score"],
  ["percentile", "percentile of resamples"],
  ["bca", "BCa"]
] as const;

/** Shows a state, with the benchmark's own verifier as the only one until others are offered. */
export function reanalysisForm(options: ReanalysisFormOptions): ReanalysisForm {
  const {state, ks} = options;
  const verifier = select("verifier", [[options.verifier, options.verifier]], options.verifier);
  const clustered = checkbox("resample", state.clustered);
  clustered.disabled = !state.clustered;
  const from = budgetSelect("from", ks, state.kMin ?? ks[0]);
  const to = budgetSelect("k", ks, state.kMax ?? ks.at(-1));
  const element = html`<form class="reanalysis" autocomplete="off">
    ${policyBoxes(options)}
    <label>Verdicts of ${verifier}</label>
    <label>Smallest k ${from}</label>
    <label>Largest k ${to}</label>
    <label
      >${checkbox("truncated", state.withoutTruncated)} Leave out completions cut at the token limit</label
    >
    ${guessControls(options)}
    <label>Intervals ${select("interval", intervals, state.interval)}</label>
    <label>${clustered} Whole clusters as the unit: problems made the same way count as one draw</label>
    <label>Seed of the resamples ${seedInput(options)}</label>
    <button type="submit">Recompute</button>
  </form>` as HTMLFormElement;
  element.addEventListener("change", () => {
    from.setCustomValidity(fewestText(Number(from.value), Number(to.value)) ?? "");
  });
  return {
    element,
    read: () => readForm(element, options),
    offer({verifiers, hasClusters}) {
      const names = [...new Set([options.verifier, ...verifiers])];
      const chosen =
        state.verifier !== null && names.includes(state.verifier) ? state.verifier : verifier.value;
      verifier.replaceChildren(...names.map((name) => option(name, name, chosen)));
      clustered.disabled = !hasClusters;
    }
  };
}

function policyBoxes({policies, state}: ReanalysisFormOptions): HTMLElement | string {
  if (policies.length < 2) return "";
  const isChosen = ({policy}: PolicySummary): boolean => state.policies?.includes(policy) ?? true;
  return html`<fieldset>
    <legend>Policies</legend>
    ${policies.map(
      (policy) =>
        html`<label
          ><input type="checkbox" name="policy" value=${policy.policy} checked=${isChosen(policy)} />
          ${distinctLabel(policies, policy.policy)}</label
        >`
    )}
  </fieldset>`;
}

function guessControls({state, hasGuessRates}: ReanalysisFormOptions): (HTMLElement | string)[] {
  const percentage = (name: string, value: number | null, placeholder: string): HTMLElement =>
    html`<input
      type="number"
      name=${name}
      min="0"
      max="100"
      step="any"
      placeholder=${placeholder}
      value=${value === null ? "" : Number((value * 100).toPrecision(6))}
    />`;
  return [
    hasGuessRates
      ? html`<label
          >Leave out problems that guessing solves more often than
          ${percentage("guessable", state.mostGuessable, "100")} %</label
        >`
      : "",
    html`<label
      >Guess rate of the dotted line
      ${percentage("guess", state.guessRate, hasGuessRates ? "each problem's" : "none")} %</label
    >`
  ];
}

function seedInput({state, seed}: ReanalysisFormOptions): HTMLElement {
  return html`<input
    type="number"
    name="seed"
    min="1"
    max="999999999"
    step="1"
    required
    value=${state.seed ?? seed}
  />`;
}

function checkbox(name: string, checked: boolean): HTMLInputElement {
  return html`<input type="checkbox" name=${name} checked=${checked} />` as HTMLInputElement;
}

function select(
  name: string,
  options: readonly (readonly [string, string])[],
  value: string
): HTMLSelectElement {
  return html`<select name=${name}>
    ${options.map(([optionValue, label]) => option(optionValue, label, value))}
  </select>` as HTMLSelectElement;
}

function budgetSelect(name: string, ks: readonly number[], chosen: number | undefined): HTMLSelectElement {
  return select(
    name,
    ks.map((k) => [String(k), whole(k)]),
    String(chosen)
  );
}

function option(value: string, label: string, chosen: string): HTMLElement {
  return html`<option value=${value} selected=${value === chosen}>${label}</option>`;
}

/** The state that the controls show: null where it is the default. */
function readForm(
  form: HTMLFormElement,
  {policies, verifier, ks, seed}: ReanalysisFormOptions
): AnalysisState {
  const data = new FormData(form);
  const text = (name: string): string => data.getAll(name).map(String).join();
  const share = (name: string): number | null => (text(name) === "" ? null : Number(text(name)) / 100);
  const unless = <T>(value: T, isDefault: boolean): T | null => (isDefault ? null : value);
  const chosen = data.getAll("policy").map(String);
  const [kMin, kMax] = [Number(text("from")), Number(text("k"))];
  return {
    kMin: unless(kMin, kMin === ks[0]),
    kMax: unless(kMax, kMax === ks.at(-1)),
    policies: unless(chosen, policies.length < 2 || chosen.length === policies.length),
    verifier: unless(text("verifier"), text("verifier") === verifier),
    withoutTruncated: data.has("truncated"),
    mostGuessable: share("guessable"),
    guessRate: share("guess"),
    interval: intervalOf(text("interval")),
    clustered: data.has("resample"),
    seed: unless(Number(text("seed")), Number(text("seed")) === seed)
  };
}
