/** A word of a text, and where it begins. */
export interface WordPlace {
  word: string;
  offset: number;
}

/** The words of a text between `separator`s, with their places. */
export function wordPlaces(text: string, separator: RegExp): WordPlace[] {
  const places: WordPlace[] = [];
  let at = 0;
  for (const word of text.split(separator)) {
    if (word === "") continue;
    const offset = text.indexOf(word, at);
    places.push({word, offset});
    at = offset + word.length;
  }
  return places;
}
