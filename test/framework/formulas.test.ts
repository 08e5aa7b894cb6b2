import {describe, expect, it} from "vitest";
import {formulas} from "../../loaders/framework/formulas.js";

function render(content: string): string {
  const rules: Parameters<typeof formulas>[0]["renderer"]["rules"] = {code_inline: () => "code"};
  formulas({renderer: {rules}});
  return rules.code_inline!([{content}], 0);
}

describe("formulas", () => {
  it("turns TeX between dollars into MathML, and leaves other code alone", () => {
    expect(render("$c/n$")).toMatch(/^<math xmlns=.*<mi>c<\/mi>.*<\/math>$/);
    expect(render("$$c/n$$")).toContain('display="block"');
    expect(render("price = $5")).toBe("code");
  });

  it("throws on TeX that it cannot read", () => {
    expect(() => render("$\\frac{1}$")).toThrow(/KaTeX parse error/);
  });
});
