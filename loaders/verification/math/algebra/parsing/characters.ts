/** What each character stands for: the replacement in LaTeX, then the characters. */
const replacements: readonly (readonly [replacement: string, characters: string])[] = [
  ["-", "−–—‐‑－"],
  ["*", "×·⋅∙•∗"],
  ["/", "÷⁄∕"],
  ["\\le ", "≤⩽≦"],
  ["\\ge ", "≥⩾≧"],
  ["\\ne ", "≠"],
  ["\\approx ", "≈"],
  ["\\equiv ", "≡"],
  ["\\infty ", "∞"],
  ["\\in ", "∈"],
  ["\\cup ", "∪"],
  ["\\cap ", "∩"],
  ["\\setminus ", "∖"],
  ["\\emptyset ", "∅"],
  ["\\pm ", "±"],
  ["\\mp ", "∓"],
  [" sqrt ", "√"],
  [" cbrt ", "∛"],
  ["\\degree ", "°º"],
  ["'", "′’‘"],
  ["\\pi ", "π"],
  ["\\angle ", "∠"],
  ["\\to ", "→"],
  ["\\implies ", "⇒"],
  ["\\land ", "∧"],
  ["\\lor ", "∨"],
  ["\\alpha ", "α"],
  ["\\beta ", "β"],
  ["\\gamma ", "γ"],
  ["\\delta ", "δ"],
  ["\\epsilon ", "ε"],
  ["\\zeta ", "ζ"],
  ["\\eta ", "η"],
  ["\\theta ", "θ"],
  ["\\kappa ", "κ"],
  ["\\lambda ", "λ"],
  ["\\mu ", "μ"],
  ["\\nu ", "ν"],
  ["\\xi ", "ξ"],
  ["\\rho ", "ρ"],
  ["\\sigma ", "σ"],
  ["\\tau ", "τ"],
  ["\\phi ", "φϕ"],
  ["\\chi ", "χ"],
  ["\\psi ", "ψ"],
  ["\\omega ", "ω"],
  ["\\Gamma ", "Γ"],
  ["\\Delta ", "Δ"],
  ["\\Theta ", "Θ"],
  ["\\Lambda ", "Λ"],
  ["\\Sigma ", "Σ"],
  ["\\Phi ", "Φ"],
  ["\\Psi ", "Ψ"],
  ["\\Omega ", "Ω"],
  ["\\hbar ", "ℏ"],
  ["\\mathbb{R}", "ℝ"],
  ["\\mathbb{Z}", "ℤ"],
  ["\\mathbb{N}", "ℕ"],
  ["\\mathbb{Q}", "ℚ"],
  ["\\mathbb{C}", "ℂ"],
  ["\\frac{1}{2}", "½"],
  ["\\frac{1}{3}", "⅓"],
  ["\\frac{2}{3}", "⅔"],
  ["\\frac{1}{4}", "¼"],
  ["\\frac{3}{4}", "¾"],
  ["\\frac{1}{5}", "⅕"],
  ["\\frac{2}{5}", "⅖"],
  ["\\frac{3}{5}", "⅗"],
  ["\\frac{4}{5}", "⅘"],
  ["\\frac{1}{6}", "⅙"],
  ["\\frac{5}{6}", "⅚"],
  ["\\frac{1}{8}", "⅛"],
  ["\\frac{3}{8}", "⅜"],
  ["\\frac{5}{8}", "⅝"],
  ["\\frac{7}{8}", "⅞"],
  ["\\lfloor ", "⌊"],
  ["\\rfloor ", "⌋"],
  ["\\lceil ", "⌈"],
  ["\\rceil ", "⌉"],
  ["\\langle ", "⟨"],
  ["\\rangle ", "⟩"],
  ["\\euro ", "€"],
  ["\\pounds ", "£￡"],
  ["\\yen ", "¥￥"],
  ["\\rupee ", "₹"],
  ["\\won ", "₩"],
  ["\\ruble ", "₽"],
  ["\\cent ", "¢￠"],
  ["\\checkmark ", "✓✔"],
  ["\\blacksquare ", "■∎□"],
  [",", "，、"],
  [";", "；"],
  [":", "："],
  ["(", "（"],
  [")", "）"],
  ["[", "［"],
  ["]", "］"],
  ["{", "｛"],
  ["}", "｝"],
  [".", "。"],
  ["%", "％"],
  ["=", "＝"],
  ["+", "＋"],
  ["<", "＜"],
  [">", "＞"],
  [" ", "\u00a0\u3000"],
  ["\\,", "\u2009\u202f"],
  ["", "\u200b\ufeff"]
];

// A replacement ends in a space where it ends in a command.
const characters: ReadonlyMap<string, string> = new Map(
  replacements.flatMap(([replacement, each]) => Array.from(each).map((character) => [character, replacement]))
);

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋ₙ";
const PLAIN = "0123456789+-n";
const PLAIN_TEXT = /^[\x20-\x7e]*$/;
const RAISED = /[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+/gu;
const LOWERED = /[₀₁₂₃₄₅₆₇₈₉₊₋ₙ]+/gu;

/** Text in which characters beyond ASCII are LaTeX: a run of superscripts is one exponent, full-width letters and digits are plain. */
export function asLatex(text: string): string {
  if (PLAIN_TEXT.test(text)) return text;
  return text
    .replace(RAISED, (run) => `^{${plain(run, SUPERSCRIPTS)}}`)
    .replace(LOWERED, (run) => `_{${plain(run, SUBSCRIPTS)}}`)
    .replace(/[^\x20-\x7e]/gu, replaceCharacter);
}

function plain(run: string, alphabet: string): string {
  return Array.from(run, (character) => PLAIN[alphabet.indexOf(character)]!).join("");
}

function replaceCharacter(character: string): string {
  const replacement = characters.get(character);
  if (replacement !== undefined) return replacement;
  const code = character.codePointAt(0)!;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0);
  return /\s/.test(character) ? " " : character;
}
