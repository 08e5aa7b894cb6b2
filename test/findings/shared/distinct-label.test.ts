import {expect, it} from "vitest";
import {distinctLabel} from "../../../src/findings/shared/distinct-label.js";

it("distinctLabel adds the id where a label stands for several policies", () => {
  const policies = [
    {policy: "countdown-base", label: "Base"},
    {policy: "pictures-base", label: "Base"},
    {policy: "grpo", label: "GRPO"}
  ];
  expect(policies.map(({policy}) => distinctLabel(policies, policy))).toEqual([
    "Base, countdown-base",
    "Base, pictures-base",
    "GRPO"
  ]);
  expect(distinctLabel(policies, "other")).toBe("other");
});
