/** A text of JSON, or a number that only Python writes. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:NaN|Infinity)/gs;

/** The value of a JSON text; NaN and the infinities, which Python writes and JSON has not, as null. Throws a SyntaxError. */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(text.replace(TOKEN, (token) => (token.startsWith('"') ? token : "null")));
  }
}
