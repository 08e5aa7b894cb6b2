import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {withFinding} from "../../../scripts/shared/readme-finding.js";
import {repository} from "../../support/run-cli.js";

const finding = {
  title: "RL loses with one try",
  sentence: "After RL one try solves 1% of the problems, before it 2%.",
  cautions: ["Luck: random steps solve 3%."],
  drawn: "2030-01-02"
};

it("writes what a run found into the README, and nothing besides", () => {
  const readme = readFileSync(join(repository, "README.md"), "utf8");
  const changed = withFinding(readme, finding);
  expect(changed).toContain(
    "The default run of 2030-01-02, on the micro models that this comes with: After RL one try solves 1% of the problems,"
  );
  expect(changed).toContain('<img alt="RL loses with one try: share of Countdown');
  expect(changed.split("\n## ").slice(1)).toEqual(readme.split("\n## ").slice(1));
  expect(withFinding(changed, finding)).toBe(changed);
});

it("leaves a README without marks as it is", () => {
  expect(withFinding("# Mine\n", finding)).toBe("# Mine\n");
});
