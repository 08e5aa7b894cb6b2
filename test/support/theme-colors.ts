import {readFileSync} from "node:fs";

/** Red, green and blue, 0 to 1, as sRGB has them. */
export type Rgb = readonly [number, number, number];

/** The colours and numbers of the style sheet's tokens in one theme, by name without the leading hyphens. */
export function themeTokens(theme: "light" | "dark"): ReadonlyMap<string, string> {
  const css = readFileSync(new URL("../../src/styles/tokens.css", import.meta.url), "utf8");
  const [light, dark] = css.split("@media") as [string, string];
  const parts = theme === "light" ? [light] : [light, dark];
  return new Map(
    parts.flatMap((part) =>
      [...part.matchAll(/--([a-z0-9-]+): ([^;]+);/g)].map(([, name, value]) => [name!, value!] as const)
    )
  );
}

/** What `#rrggbb`, `var(--token)` and `color-mix(in oklab, var(--a) p%, var(--b))` are in a theme. Throws for other colours. */
export function themeColor(color: string, tokens: ReadonlyMap<string, string>): Rgb {
  const mixed = /^color-mix\(in oklab, (.+) (\d+)%, (.+)\)$/.exec(color);
  if (mixed) {
    const [first, second] = [mixed[1]!, mixed[3]!].map((one) => oklab(themeColor(one, tokens)));
    const share = Number(mixed[2]) / 100;
    return fromOklab(first!.map((value, i) => share * value + (1 - share) * second![i]!));
  }
  const name = /^var\(--([a-z0-9-]+)\)$/.exec(color)?.[1];
  const hex = /^#(..)(..)(..)$/.exec(name === undefined ? color : (tokens.get(name) ?? ""));
  if (!hex) throw new Error(`unknown colour ${color}`);
  return hex.slice(1).map((digits) => parseInt(digits, 16) / 255) as unknown as Rgb;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: Rgb, other: Rgb): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** How far two colours are apart, in Oklab: 1 from black to white. */
export function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [oklab(one), oklab(other)] as [number[], number[]];
  return Math.hypot(...a.map((value, i) => value - b[i]!));
}

/** Rows of the matrices of Viénot, Brettel and Mollon 1999 on linear red, green and blue. */
const blindness = {
  protan: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1]
  ],
  deutan: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1]
  ]
} as const;

/** A colour as it is seen without red or green cones. */
export function seenBy(kind: keyof typeof blindness, color: Rgb): Rgb {
  const light = color.map(linear);
  return blindness[kind].map((row) =>
    gamma(row.reduce<number>((sum, weight, i) => sum + weight * light[i]!, 0))
  ) as unknown as Rgb;
}

/** What is seen of a colour of some opacity over another one. */
export function over(color: Rgb, ground: Rgb, opacity: number): Rgb {
  return color.map((value, i) => opacity * value + (1 - opacity) * ground[i]!) as unknown as Rgb;
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map(linear) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function gamma(value: number): number {
  const inside = Math.min(1, Math.max(0, value));
  return inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055;
}

/** Oklab of Ottosson 2020, https://bottosson.github.io/posts/oklab/ */
function oklab(color: Rgb): number[] {
  const [r, g, b] = color.map(linear) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ];
}

function fromOklab(values: readonly number[]): Rgb {
  const [lightness, a, b] = values as [number, number, number];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  ];
}
