import type {PowerSearchTable} from "../../metrics/sharpening/sharpening-table.js";
import {listText, percent, whole} from "../shared/format.js";

/** What the search found: the power of the highest pass@1, which others are as good, and what it costs at many tries. */
export function powerSearchText({problems, completions, power, probes}: PowerSearchTable): string {
  const best = probes.find((probe) => probe.power === power)!;
  const alike = probes.filter(
    (probe) =>
      probe !== best &&
      best.pass_at_1 - probe.pass_at_1 <= 2 * Math.hypot(best.standard_error, probe.standard_error)
  );
  const plain = probes.find((probe) => probe.power === 1);
  const names = alike.map((probe) => probe.power.toLocaleString("en-US"));
  const others =
    alike.length === 0
      ? "no other power tried comes within two standard errors of it"
      : `${listText(names)} ${alike.length === 1 ? "comes" : "come"} within two standard errors of it`;
  const from = plain ? ` (${percent(plain.pass_at_1)} without a power)` : "";
  return (
    `On ${whole(problems)} validation problems with ${whole(completions)} completions each, pass@1 is highest at power ${power.toLocaleString("en-US")}: ` +
    `${percent(best.pass_at_1)}${from}; ${others}. ` +
    `pass@${whole(completions)} there is ${percent(best.pass_at_n)}${plain ? `, without a power ${percent(plain.pass_at_n)}` : ""}.`
  );
}

/** A pass@1 with its standard error: `65.1% ± 0.2`. */
export function trialText({
  pass_at_1: estimate,
  standard_error: error
}: PowerSearchTable["probes"][number]): string {
  return `${percent(estimate)} ± ${percent(error).slice(0, -1)}`;
}
