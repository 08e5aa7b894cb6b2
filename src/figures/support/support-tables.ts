import {pairTitle} from "../../findings/perplexity/perplexity-conditions.js";
import {classCounts, groupTitle, type SupportGroup} from "../../findings/support/support-groups.js";
import {evenTriesText, largeText, probabilityText} from "../../findings/support/tries-text.js";
import {supportClasses} from "../../metrics/support/certificate.js";
import type {SupportSide} from "../../metrics/support/support-problem.js";
import type {SupportTable} from "../../metrics/support/support-table.js";
import {supportSources, type SupportSource} from "../../metrics/support/support-text.js";
import {dataTable} from "../shared/page/data-table.js";

/** How many problems of each group have each class; classes that none has are left out. */
export function classTable(groups: readonly SupportGroup[], {pairs}: SupportTable): HTMLElement {
  return dataTable(groups, [
    {label: "Benchmark", value: ({named}) => pairTitle(named, pairs)},
    {label: "Problems that", value: groupTitle},
    {label: "Problems", value: ({problems}) => problems.length},
    ...supportClasses
      .filter((each) => groups.some((group) => classCounts(group)[each] > 0))
      .map((each) => ({
        label: each[0]!.toUpperCase() + each.slice(1),
        value: (group: SupportGroup) => classCounts(group)[each]
      }))
  ]);
}

/** The problems of a group with what is known of the policy that does not solve them, and where its support ends. */
export function certificateTable({problems, side}: SupportGroup): HTMLElement {
  const other = side === "rl" ? "base" : "rl";
  const sorted = [...problems].sort((a, b) => b[side].bound.full - a[side].bound.full);
  return dataTable(sorted, [
    {label: "Problem", value: ({problem_id}) => problem_id},
    {label: "Class", value: (problem) => problem[side].class},
    {label: "Texts", value: (problem) => problem[side].bound.texts},
    {label: "Tries, T = 1", value: (problem) => evenTriesText(problem[side].bound.full)},
    {label: "Tries, settings", value: (problem) => settingsText(problem[side])},
    {
      label: "Less likely by",
      value: (problem) => factor(problem[other].bound.full / problem[side].bound.full)
    },
    {label: "Support ends at", value: (problem) => endText(problem[side])},
    {
      label: "Its probability",
      value: ({[side]: {end}}) => (end === null ? null : probabilityText(end.probability))
    },
    {label: "Top-p needed", value: ({[side]: {end}}) => (end === null ? null : rangeOf(end.needed))},
    {
      label: "Exact tries, T = 1",
      value: ({[side]: {exact}}) => (exact === null ? null : evenTriesText(exact.full_rate))
    }
  ]);
}

/** Median tries at temperature 1 from the texts of each source alone, and how many problems have such texts. */
export function sourceTable(groups: readonly SupportGroup[], {pairs}: SupportTable): HTMLElement {
  const names: Record<SupportSource, (group: SupportGroup) => string> = {
    base: ({named}) => named.base.label,
    rl: ({named}) => named.rl.label,
    reference: () => "Reference solutions"
  };
  const rows = groups.flatMap((group) => supportSources.map((source) => ({group, source})));
  return dataTable(rows, [
    {label: "Benchmark", value: ({group}) => pairTitle(group.named, pairs)},
    {label: "Problems that", value: ({group}) => groupTitle(group)},
    {label: "Policy asked", value: ({group}) => group.named[group.side].label},
    {label: "Texts of", value: ({group, source}) => names[source](group)},
    {label: "Problems with texts", value: ({group, source}) => withTexts(group, source).length},
    {label: "Median tries, T = 1", value: ({group, source}) => medianTries(group, source)},
    {
      label: "Settings give none",
      value: ({group, source}) => withTexts(group, source).filter(({high}) => high === 0).length
    }
  ]);
}

function withTexts({problems, side}: SupportGroup, source: SupportSource): SupportSide["bound"][] {
  return problems.map((problem) => problem[side].bySource[source]).filter(({texts}) => texts > 0);
}

function medianTries(group: SupportGroup, source: SupportSource): string | null {
  const rates = withTexts(group, source).map(({full}) => full);
  if (rates.length === 0) return null;
  rates.sort((a, b) => a - b);
  return evenTriesText(rates[(rates.length - 1) >> 1]!);
}

function settingsText({bound: {low, high}}: SupportSide): string {
  const [most, least] = [evenTriesText(low), evenTriesText(high)];
  return most === least ? most : `${least} to ${most}`;
}

function factor(ratio: number): string | null {
  if (!Number.isFinite(ratio)) return null;
  return ratio >= 1 ? largeText(ratio) : `1/${largeText(1 / ratio)}`;
}

function endText({end}: SupportSide): string | null {
  if (end === null) return null;
  const token = end.token === null ? `token ${end.at + 1}` : `⟦${end.token}⟧`;
  return end.before === null ? token : `${end.before} ${token}`.trim();
}

function rangeOf([low, high]: readonly [number, number]): string {
  const [least, most] = [low, high].map((value) => value.toFixed(4));
  return least === most ? least! : `${least!} to ${most!}`;
}
