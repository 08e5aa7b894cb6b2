import {Rational} from "../algebra/numbers/rational.js";

/** A unit of measurement, or the noun of a counted thing. Units are comparable when their dimensions are the same text. */
export interface Unit {
  /** How many base units one is: 100 for a metre (in centimetres), 1/100 for a cent (in dollars). */
  factor: Rational;
  /** `length^2`, `money`, `angle`, `ratio` (percent), or the noun itself (`apple`). */
  dimension: string;
}

/** Base units and the size of the others in them. */
const scales: Readonly<Record<string, readonly [names: string, numerator: number, denominator?: number][]>> =
  {
    length: [
      ["mm millimeter millimetre", 1],
      ["cm centimeter centimetre", 10],
      ["m meter metre", 1_000],
      ["km kilometer kilometre", 1_000_000],
      ["µm micrometer micrometre micron", 1, 1_000],
      ["nm nanometer nanometre", 1, 1_000_000],
      ["in inch inche", 254, 10],
      ["ft foot feet", 3_048, 10],
      ["yd yard", 9_144, 10],
      ["mi mile", 1_609_344]
    ],
    time: [
      ["ns nanosecond", 1, 1_000_000_000],
      ["µs microsecond", 1, 1_000_000],
      ["ms millisecond", 1, 1_000],
      ["s sec second", 1],
      ["min minute", 60],
      ["h hr hour", 3_600],
      ["day", 86_400],
      ["week", 604_800]
    ],
    years: [
      ["month", 1],
      ["yr year", 12]
    ],
    mass: [
      ["µg microgram", 1, 1_000],
      ["mg milligram", 1],
      ["g gram", 1_000],
      ["kg kilogram", 1_000_000]
    ],
    weight: [
      ["oz ounce", 1],
      ["lb pound", 16],
      ["ton", 32_000]
    ],
    volume: [
      ["ml mL milliliter millilitre cc", 1],
      ["cl cL centiliter centilitre", 10],
      ["dl dL deciliter decilitre", 100],
      ["l L liter litre", 1_000]
    ],
    liquid: [
      ["cup", 1],
      ["pt pint", 2],
      ["qt quart", 4],
      ["gal gallon", 16]
    ],
    money: [
      ["cent penny ¢", 1, 100],
      ["dollar $ usd buck", 1]
    ],
    euro: [["euro € eur", 1]],
    sterling: [
      ["p pence", 1, 100],
      ["£ gbp sterling quid", 1]
    ],
    yen: [["¥ yen jpy yuan rmb cny", 1]],
    rupee: [["₹ rupee rs inr", 1]],
    won: [["₩", 1]],
    ruble: [["₽ ruble rouble", 1]],
    energy: [
      ["J joule", 1],
      ["kJ kilojoule", 1_000],
      ["MJ", 1_000_000],
      ["Wh", 3_600],
      ["kWh", 3_600_000]
    ],
    heat: [
      ["cal calorie", 1],
      ["kcal kilocalorie", 1_000]
    ],
    "electron energy": [
      ["eV electronvolt", 1],
      ["keV", 1_000],
      ["MeV", 1_000_000],
      ["GeV", 1_000_000_000]
    ],
    force: [
      ["N newton", 1],
      ["kN kilonewton", 1_000]
    ],
    power: [
      ["W watt", 1],
      ["kW kilowatt", 1_000],
      ["MW megawatt", 1_000_000]
    ],
    pressure: [
      ["Pa pascal", 1],
      ["kPa kilopascal", 1_000],
      ["MPa megapascal", 1_000_000]
    ],
    frequency: [
      ["Hz hertz", 1],
      ["kHz", 1_000],
      ["MHz", 1_000_000],
      ["GHz", 1_000_000_000]
    ],
    amount: [
      ["mmol millimole", 1],
      ["mol mole", 1_000]
    ],
    angle: [
      ["arcsec arcsecond", 1, 3_600],
      ["arcmin arcminute", 1, 60],
      ["° degree deg", 1]
    ],
    radian: [["rad radian", 1]],
    ratio: [["% percent percentage pct", 1, 100]],
    celsius: [["celsius", 1]],
    fahrenheit: [["fahrenheit", 1]],
    kelvin: [["K kelvin", 1]],
    resistance: [
      ["ohm Ω", 1],
      ["kΩ", 1_000]
    ],
    voltage: [
      ["mV millivolt", 1, 1_000],
      ["V volt", 1],
      ["kV kilovolt", 1_000]
    ],
    current: [
      ["µA microamp", 1, 1_000_000],
      ["mA milliamp", 1, 1_000],
      ["A amp ampere", 1]
    ]
  };

/** Dimensions that are products of others: how many of their base units one is, and the exponents. */
const derived: ReadonlyMap<
  string,
  readonly [factor: number, exponents: readonly (readonly [string, number])[]]
> = new Map([
  ["volume", [1_000, [["length", 3]]]],
  [
    "force",
    [
      1_000_000_000,
      [
        ["mass", 1],
        ["length", 1],
        ["time", -2]
      ]
    ]
  ],
  [
    "energy",
    [
      1_000_000_000_000,
      [
        ["mass", 1],
        ["length", 2],
        ["time", -2]
      ]
    ]
  ],
  [
    "power",
    [
      1_000_000_000_000,
      [
        ["mass", 1],
        ["length", 2],
        ["time", -3]
      ]
    ]
  ],
  [
    "pressure",
    [
      1_000,
      [
        ["mass", 1],
        ["length", -1],
        ["time", -2]
      ]
    ]
  ]
]);

const units: ReadonlyMap<string, Unit> = new Map(
  Object.entries(scales).flatMap(([dimension, entries]) =>
    entries.flatMap(([names, numerator, denominator = 1]) =>
      names
        .split(" ")
        .map((name): [string, Unit] => [name, {dimension, factor: Rational.of(numerator, denominator)}])
    )
  )
);

/** Compound names of speeds. */
const speeds: ReadonlyMap<string, string> = new Map([
  ["mph", "mile / hour"],
  ["kph", "km / hour"],
  ["kmh", "km / hour"]
]);

const fillers: ReadonlySet<string> = new Set(
  "of the a an in total each different more units unit approximately about only".split(" ")
);
const powerWords: ReadonlyMap<string, number> = new Map([
  ["square", 2],
  ["sq", 2],
  ["cubic", 3],
  ["cu", 3]
]);
const powerSuffixes: ReadonlyMap<string, number> = new Map([
  ["squared", 2],
  ["cubed", 3]
]);

/** Whether a word names a unit that the table knows (singular or plural) or a part of one, such as `square` and `per`. */
export function isUnitWord(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    known(word) !== undefined ||
    speeds.has(lower) ||
    powerWords.has(lower) ||
    powerSuffixes.has(lower) ||
    lower === "per"
  );
}

/** 5 in, in^2, in/s; but "in total". */
function isInch(word: string, next: string | undefined): boolean {
  return word === "in" && (next === undefined || /^(?:[\^/*]|per)$/.test(next));
}

function singular(word: string): string {
  const lower = word.toLowerCase();
  if (lower.endsWith("ies")) return `${lower.slice(0, -3)}y`;
  return lower.length > 2 && lower.endsWith("s") && !lower.endsWith("ss") ? lower.slice(0, -1) : lower;
}

function known(word: string): Unit | undefined {
  // Symbols of one letter mind their case: M is no metre.
  if (word.length === 1) return units.get(word);
  return units.get(word) ?? units.get(word.toLowerCase()) ?? units.get(singular(word));
}

/** The unit that words such as `["cm", "^", "2"]` or `["miles", "per", "hour"]` name; null where nothing but filler is left. */
export function unitOf(words: readonly string[]): Unit | null {
  const parts = words
    .flatMap((word) => (speeds.get(word.toLowerCase()) ?? word).split(" "))
    .filter(
      (word, i, all) =>
        !fillers.has(word.length === 1 ? word : word.toLowerCase()) || isInch(word, all[i + 1])
    );
  const dimensions = new Map<string, number>();
  let factor = Rational.one;
  let sign = 1;
  let power = 1;
  for (let i = 0; i < parts.length; i++) {
    const word = parts[i]!;
    if (word === "/" || word.toLowerCase() === "per") sign = -1;
    else if (powerWords.has(word.toLowerCase())) power = powerWords.get(word.toLowerCase())!;
    else if (word !== "*" && word !== "^") {
      const raised =
        parts[i + 1] === "^"
          ? Number(parts[i + 2])
          : (powerSuffixes.get(parts[i + 1]?.toLowerCase() ?? "") ?? power);
      if (!Number.isInteger(raised) || Math.abs(raised) > 9) return null;
      if (parts[i + 1] === "^") i += 2;
      else if (powerSuffixes.has(parts[i + 1]?.toLowerCase() ?? "")) i++;
      const unit = known(word) ?? {factor: Rational.one, dimension: singular(word)};
      const [size, exponents] = derived.get(unit.dimension) ?? [1, [[unit.dimension, 1] as const]];
      for (const [dimension, exponent] of exponents)
        dimensions.set(dimension, (dimensions.get(dimension) ?? 0) + sign * raised * exponent);
      factor = factor.times(unit.factor.times(Rational.of(size)).power(sign * raised));
      power = 1;
    }
  }
  const names = [...dimensions]
    .filter(([, exponent]) => exponent !== 0)
    .map(([name, exponent]) => (exponent === 1 ? name : `${name}^${exponent}`));
  return names.length === 0 ? null : {factor, dimension: names.sort().join(" ")};
}
