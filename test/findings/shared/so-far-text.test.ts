import {expect, it} from "vitest";
import {soFarText} from "../../../src/findings/shared/so-far-text.js";

const cell = (n: number, of: number) => ({experiment: "math", benchmark: "b", policy: "p", n, of});

it.each([
  {what: "no cell", cells: [], text: ""},
  {what: "nothing that lacks", cells: [cell(512, 512), cell(128, 128)], text: ""},
  {
    what: "one number",
    cells: [cell(16, 512), cell(16, 512)],
    text: "so far: 16 of 512 completions per problem"
  },
  {
    what: "unequal numbers",
    cells: [cell(1024, 1024), cell(0, 128)],
    text: "so far: 0 to 1,024 of 128 to 1,024 completions per problem"
  }
])("says how much there is of $what", ({cells, text}) => {
  expect(soFarText(cells)).toBe(text);
});
