import {
  annotationLines,
  isSameReading,
  parseAnnotations,
  type Annotation
} from "../../metrics/study/annotation.js";

/** The part of localStorage that the marks need. */
export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A reader's own marks, kept in the browser until they are exported. */
export interface AnnotationStore {
  /** In the order in which they were made. */
  annotations(): readonly Annotation[];
  /** Adds a mark in place of the same reader's earlier one of the same completion. */
  put(annotation: Annotation): void;
  remove(annotation: Annotation): void;
  /** Adds the marks of a JSONL text and returns how many are of this study; the others are left out. Throws an Error that names a bad line. */
  importText(text: string, name: string): number;
  exportText(): string;
  clear(): void;
  reader: string;
  /** Why the marks are not kept beyond this visit; null when they are. */
  readonly trouble: string | null;
}

/**
 * The marks of one study in a browser's storage, as JSONL. `onChange` is called after each change. Without a storage that
 * works (blocked, full), the marks last as long as the page, and `trouble` says so.
 */
export function annotationStore(
  study: string,
  storage: () => TextStorage,
  onChange: () => void = () => undefined
): AnnotationStore {
  const [marksKey, readerKey] = [`reasoning-boundary/marks/${study}`, "reasoning-boundary/reader"];
  let trouble: string | null = null;
  const attempt = <T>(use: (storage: TextStorage) => T): T | null => {
    try {
      const result = use(storage());
      trouble = null;
      return result;
    } catch (error) {
      trouble = `The browser does not keep the marks (${(error as Error).message}): export them before you leave the page.`;
      return null;
    }
  };
  let all = attempt((kept) => parseAnnotations(kept.getItem(marksKey) ?? "", "kept marks")) ?? [];
  let reader = attempt((kept) => kept.getItem(readerKey)) ?? "";
  const change = (next: Annotation[]): void => {
    all = next;
    attempt((kept) => {
      if (all.length === 0) kept.removeItem(marksKey);
      else kept.setItem(marksKey, annotationLines(all));
    });
    onChange();
  };
  const without = (annotation: Annotation): Annotation[] =>
    all.filter((other) => !isSameReading(other, annotation));
  return {
    annotations: () => all,
    put(annotation) {
      change([...without(annotation), annotation]);
    },
    remove(annotation) {
      change(without(annotation));
    },
    importText(text, name) {
      const found = parseAnnotations(text, name).filter((annotation) => annotation.study === study);
      let next = all;
      for (const annotation of found) {
        next = [...next.filter((other) => !isSameReading(other, annotation)), annotation];
      }
      change(next);
      return found.length;
    },
    exportText: () => annotationLines(all),
    clear() {
      change([]);
    },
    get reader() {
      return reader;
    },
    set reader(name) {
      reader = name;
      attempt((kept) => {
        kept.setItem(readerKey, name);
      });
    },
    get trouble() {
      return trouble;
    }
  };
}
