/** Names that stand where a table does, in lower case: more than the tables, in a query that gives a subquery such a name. */
export function namedTables(sql: string): string[] {
  const places = sql.matchAll(/\b(?:from|join)\s+((?:[\w."]+(?:\s+(?:as\s+)?\w+)?\s*,\s*)*[\w."]+)/gi);
  return [...places].flatMap(([, list]) =>
    list!.split(",").map((item) =>
      item
        .trim()
        .split(/\s/)[0]!
        .toLowerCase()
        .replaceAll('"', "")
        .replace(/^main\./, "")
    )
  );
}
