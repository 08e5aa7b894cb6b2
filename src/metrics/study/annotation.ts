/** What a reader says of a chain of thought. */
export const marks = ["valid", "invalid", "unsure"] as const;

export type Mark = (typeof marks)[number];

/** A reader's mark of one completion: a line of data/annotations/*.jsonl. */
export interface Annotation {
  study: string;
  benchmark: string;
  problem_id: string;
  policy: string;
  sample_index: number;
  /** What the reader says of the chain of thought. */
  mark: Mark;
  /** Who read it: a name or initials. */
  reader: string;
  /** ISO 8601 date, `2026-01-31`. */
  date: string;
  /** The reader's words. */
  note?: string;
  /** First 12 hex digits of the SHA-256 of the text that was read; without it, the sample index alone says which. */
  digest?: string;
}

const texts = ["study", "benchmark", "problem_id", "policy", "reader"] as const;

/**
 * The annotations of a JSONL text; blank lines count for nothing. `name` is the file's, for messages. Throws an Error that
 * names the line and what is wrong with it: no JSON, a field that is missing or unknown, a value that makes no sense.
 */
export function parseAnnotations(text: string, name: string): Annotation[] {
  return text
    .replace(/^\ufeff/, "")
    .split("\n")
    .flatMap((line, i) => {
      if (line.trim() === "") return [];
      const where = `${name}:${i + 1}`;
      return parseAnnotation(parseJson(line, where), where);
    });
}

/** Annotations as JSONL, one a line, fields in one order: the inverse of `parseAnnotations`. */
export function annotationLines(annotations: readonly Annotation[]): string {
  return annotations.map((annotation) => `${JSON.stringify(annotation)}\n`).join("");
}

/** Whether two annotations are of the same completion by the same reader. */
export function isSameReading(a: Annotation, b: Annotation): boolean {
  return (
    a.reader === b.reader &&
    a.sample_index === b.sample_index &&
    a.policy === b.policy &&
    a.problem_id === b.problem_id &&
    a.benchmark === b.benchmark &&
    a.study === b.study
  );
}

function parseAnnotation(value: unknown, where: string): Annotation {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${where}: invalid annotation: not an object`);
  const {sample_index, mark, date, note, digest, ...rest} = value as Record<string, unknown>;
  const fail = (field: string, expected: string, found: unknown): never => {
    const text = found === undefined ? "missing" : shortened(JSON.stringify(found));
    throw new Error(`${where}: invalid annotation: ${field} must be ${expected}, not ${text}`);
  };
  for (const field of texts) {
    if (typeof rest[field] !== "string" || rest[field] === "") fail(field, "a text", rest[field]);
  }
  const unknown = Object.keys(rest).find((field) => !(texts as readonly string[]).includes(field));
  if (unknown !== undefined)
    throw new Error(`${where}: invalid annotation: unknown field ${shortened(unknown)}`);
  if (!Number.isSafeInteger(sample_index) || (sample_index as number) < 0)
    fail("sample_index", "a whole number from 0", sample_index);
  if (!marks.includes(mark as Mark)) fail("mark", marks.join(", "), mark);
  if (!isDate(date)) fail("date", "a date like 2026-01-31", date);
  if (note !== undefined && typeof note !== "string") fail("note", "a text", note);
  if (digest !== undefined && !(typeof digest === "string" && /^[0-9a-f]{12}$/.test(digest)))
    fail("digest", "12 hexadecimal digits", digest);
  const {study, benchmark, problem_id, policy, reader} = rest as Record<(typeof texts)[number], string>;
  return {
    study,
    benchmark,
    problem_id,
    policy,
    sample_index: sample_index as number,
    mark: mark as Mark,
    reader,
    date: date as string,
    ...(note === undefined ? {} : {note: note as string}),
    ...(digest === undefined ? {} : {digest: digest as string})
  };
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

function isDate(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    !Number.isNaN(Date.parse(`${value}T00:00Z`))
  );
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${where}: invalid annotation: ${(cause as Error).message}`, {cause});
  }
}
