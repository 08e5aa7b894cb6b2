import {domainExperiments} from "../../../src/contents/experiments.js";
import {
  pagesFor,
  type ReportContents,
  type StudyFact,
  type TitledNote
} from "../../../src/contents/report-contents.js";
import type {GuessRate} from "../../../src/metrics/guess/guess-rate.js";
import {studyCells} from "../../schema/study/study-cells.js";
import type {Policy} from "../../schema/study.js";
import {parquetFiles} from "../../store/run-folder.js";
import {reportInput, type ReportInput} from "../views/report-input.js";
import {hasSupport} from "../support/support.js";
import {powerSearches} from "../controls/power-searches.js";
import {hasExactRates} from "./exact-rates.js";
import {guessRates} from "./guess-rates.js";
import {modelCards} from "../models/model-cards.js";
import {publishedEnvironment} from "./published-pair.js";

/** Which pages the report has, what the study lacks for the others, and its notes. */
export function reportContents(environment: NodeJS.ProcessEnv): ReportContents {
  const input = reportInput(environment);
  const {study} = input;
  const facts = new Set(
    studyFacts(input, {
      hasCards: modelCards(environment).length > 0,
      hasExact: hasExactRates(environment),
      hasCertificates: hasSupport(environment),
      hasPublished: publishedEnvironment(environment) !== null,
      hasSearch: powerSearches(environment).length > 0,
      rates: guessRates(environment)
    })
  );
  const {pages, absent} = pagesFor(facts);
  if (absent.length > 0) facts.add("absent");
  for (const page of pages) facts.add(page as StudyFact);
  return {
    title: study.title,
    pages,
    facts: [...facts],
    absent,
    notes: {
      ...study.notes,
      experiments: Object.fromEntries(
        study.experiments.flatMap(({id, notes}) => (notes === null ? [] : [[id, notes]]))
      ),
      benchmarks: titledNotes(study.benchmarks),
      policies: titledNotes(study.policies)
    }
  };
}

/** What other tables say. */
interface OtherFacts {
  hasCards: boolean;
  hasExact: boolean;
  hasCertificates: boolean;
  hasPublished: boolean;
  hasSearch: boolean;
  rates: readonly GuessRate[];
}

function studyFacts(
  input: ReportInput,
  {hasCards, hasExact, hasCertificates, hasPublished, hasSearch, rates}: OtherFacts
): StudyFact[] {
  const {study} = input;
  const trained = trainedPolicies(input);
  const countdown = rates.some(({guesser}) => guesser === "arithmetic");
  const isImported = ({samples}: Policy): boolean => samples !== null;
  const texts = hasTexts(input);
  const luck = rates.length > 0 && trained.some(({role}) => role === "rl");
  const isFiltered = countdown || study.experiments.some(({id}) => id === "guess");
  const has: Partial<Record<StudyFact, boolean>> = {
    curves: study.experiments.some(({id}) => domainExperiments.includes(id)),
    pairs: trained.length > 0,
    rl: trained.some(({role}) => role === "rl"),
    texts,
    "guess-rates": countdown,
    "guess-filter": isFiltered,
    luck,
    guesses: luck || isFiltered || (texts && hasAnswers(input)),
    cards: hasCards,
    exact: hasExact,
    certificates: hasCertificates,
    imported: study.policies.some(isImported),
    drawn: !study.policies.every(isImported),
    published: hasPublished,
    "power-search": hasSearch,
    about: study.notes.about !== null,
    limits: study.notes.limits !== null
  };
  return [
    ...Object.entries(has).flatMap(([fact, isSo]) => (isSo ? [fact as StudyFact] : [])),
    ...study.experiments.map(({id}): StudyFact => `experiment:${id}`)
  ];
}

/** Policies that stand beside the one that they were trained from in an experiment of a domain. */
function trainedPolicies({study}: ReportInput): Policy[] {
  return study.policies.filter(({id, base}) =>
    study.experiments.some(
      (one) =>
        domainExperiments.includes(one.id) &&
        one.policies.includes(id) &&
        base !== null &&
        one.policies.includes(base)
    )
  );
}

/** Whether there is something to read, or an engine that will write it. */
function hasTexts({study, run}: ReportInput): boolean {
  return studyCells(study).some(
    ({policy, benchmark}) =>
      policy.samples === null || parquetFiles(run.completions(benchmark.id, policy.id)).length > 0
  );
}

/** Whether a verifier judges nothing but the answers of a base, so that the answers to other problems are guesses. */
function hasAnswers({study}: ReportInput): boolean {
  return studyCells(study).some(
    ({policy, benchmark}) => policy.role === "base" && !benchmark.verifier.endsWith("@steps")
  );
}

function titledNotes(parts: readonly {label: string; notes: string | null}[]): TitledNote[] {
  return parts.flatMap(({label, notes}) => (notes === null ? [] : [{title: label, text: notes}]));
}
