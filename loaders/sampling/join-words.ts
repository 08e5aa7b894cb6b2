/** Two texts with a space between them; where one is empty, the other as it is. */
export function joinWords(first: string, second: string): string {
  return first === "" || second === "" ? first + second : `${first} ${second}`;
}
