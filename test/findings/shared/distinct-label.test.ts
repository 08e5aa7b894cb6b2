import {expect, it} from "vitest";
import {distinctLabel} from "../../../src/findings/shared/distinct-label.js";

function labels(...ids: string[]): string[] {
  const policies = ids.map((policy) => ({policy, label: policy.includes("grpo") ? "GRPO" : "Base"}));
  return ids.map((id) => distinctLabel(policies, id));
}

it("distinctLabel adds the words of the id that tell policies of one label apart", () => {
  expect(labels("countdown-base", "countdown-two-base", "pictures-base", "grpo")).toEqual([
    "Base, countdown",
    "Base, countdown two",
    "Base, pictures",
    "GRPO"
  ]);
  expect(labels("math-7b-base", "math-14b-base")).toEqual(["Base, 7b", "Base, 14b"]);
});

it("distinctLabel adds the whole id where its words do not tell them apart", () => {
  expect(labels("base", "base-2")).toEqual(["Base, base", "Base, base-2"]);
  expect(labels("a-b-c", "a--c")).toEqual(["Base, a-b-c", "Base, a--c"]);
});

it("distinctLabel is the id of a policy that is none of them", () => {
  expect(distinctLabel([{policy: "base", label: "Base"}], "other")).toBe("other");
});
