/** Bytes of a file, from `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The part of a file of `size` bytes that a Range header asks for (RFC 9110, section 14): null where the whole file is the
 * answer (no header, another unit, several ranges, or what is no range), and "unsatisfiable" where the file has no such part.
 */
export function byteRange(header: string | undefined, size: number): ByteRange | null | "unsatisfiable" {
  const [, from = "", to = ""] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? "") ?? [];
  if (from === "" && to === "") return null;
  if (from === "") {
    const start = Math.max(0, size - Number(to));
    return start < size ? {start, end: size - 1} : "unsatisfiable";
  }
  const start = Number(from);
  if (to !== "" && Number(to) < start) return null;
  if (start >= size) return "unsatisfiable";
  return {start, end: to === "" ? size - 1 : Math.min(Number(to), size - 1)};
}
