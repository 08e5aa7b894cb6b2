import {
  annotationLines,
  isSameReading,
  parseAnnotations,
  type Annotation
} from "../../metrics/study/annotation.js";
import {FallibleStorage, type TextStorage} from "./fallible-storage.js";

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
  const kept = new FallibleStorage(storage);
  const stored = kept.attempt((texts) => texts.getItem(marksKey)) ?? "";
  let damage = damageOf(stored);
  let all = damage === null ? parseAnnotations(stored, KEPT) : [];
  let reader = kept.attempt((texts) => texts.getItem(readerKey)) ?? "";
  const change = (next: Annotation[]): void => {
    all = next;
    // What cannot be read may be marks all the same: only who asks for it removes them.
    if (damage === null) keep();
    onChange();
  };
  const keep = (): void => {
    kept.attempt((texts) => {
      if (all.length === 0) texts.removeItem(marksKey);
      else texts.setItem(marksKey, annotationLines(all));
    });
  };
  return {
    annotations: () => all,
    put(annotation) {
      change([...without(all, annotation), annotation]);
    },
    remove(annotation) {
      change(without(all, annotation));
    },
    importText(text, name) {
      const found = parseAnnotations(text, name).filter((annotation) => annotation.study === study);
      change(found.reduce((marks, annotation) => [...without(marks, annotation), annotation], all));
      return found.length;
    },
    exportText: () => annotationLines(all),
    clear() {
      damage = null;
      change([]);
    },
    get reader() {
      return reader;
    },
    set reader(name) {
      reader = name;
      kept.attempt((texts) => {
        texts.setItem(readerKey, name);
      });
    },
    get trouble() {
      return damage ?? kept.trouble;
    }
  };
}

/** What the browser keeps is called so in messages. */
const KEPT = "kept marks";

/** What to tell a reader whose kept marks are damaged; null where they are not. */
function damageOf(stored: string): string | null {
  try {
    parseAnnotations(stored, KEPT);
    return null;
  } catch (error) {
    return (
      `The marks that the browser keeps are damaged (${(error as Error).message}) and stay as they are: new marks last as ` +
      "long as this page. Export them before you leave, or remove all marks to begin anew."
    );
  }
}

/** The marks but for the same reader's of the same completion. */
function without(marks: readonly Annotation[], annotation: Annotation): Annotation[] {
  return marks.filter((other) => !isSameReading(other, annotation));
}
