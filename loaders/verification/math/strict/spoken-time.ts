import {numberInWords} from "./number-words.js";

const SPOKEN =
  /^(?:(?:so|thus|hence|therefore),?\s+)?(?:(?:it|the (?:time|clock))(?:['’]s|\s(?:is|shows|reads|says))?(?:\s(?:now|about|exactly|shown is))?\s+)?(?:(half|(?:a\s)?quarter|[a-z]+(?:-[a-z]+)?|\d{1,2})(?:\sminutes?)?\s(past|after|to|before|till)\s)?([a-z]+|\d{1,2})(\so['’]clock)?\W*$/i;

/** The time that words say: `half past four` is 4:30, `a quarter to five` 4:45, `four o'clock` 4:00; null for other texts. */
export function spokenTime(text: string): string | null {
  const match = text.length > 80 ? null : SPOKEN.exec(text.trim());
  if (match === null) return null;
  const [, part, side, name, isClock] = match;
  const hour = counted(name!);
  if (hour === null || hour < 1 || hour > 12 || (part === undefined && isClock === undefined)) return null;
  const minutes = part === undefined ? 0 : minutesOf(part);
  if (minutes === null || minutes > 59) return null;
  const isBefore = side !== undefined && /^(?:to|before|till)$/i.test(side) && minutes > 0;
  const shown = isBefore ? (hour === 1 ? 12 : hour - 1) : hour;
  return `${shown}:${String(isBefore ? 60 - minutes : minutes).padStart(2, "0")}`;
}

function minutesOf(part: string): number | null {
  const word = part.toLowerCase();
  if (word === "half") return 30;
  return word.endsWith("quarter") ? 15 : counted(word);
}

function counted(word: string): number | null {
  const value = /^\d+$/.test(word) ? BigInt(word) : numberInWords(word);
  return value === null ? null : Number(value);
}
