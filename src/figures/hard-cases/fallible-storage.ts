/** The part of localStorage that the marks need. */
export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A browser's storage that may be blocked or full. */
export class FallibleStorage {
  /** Why the latest attempt failed; null where it did not. */
  trouble: string | null = null;
  private readonly storage: () => TextStorage;

  constructor(storage: () => TextStorage) {
    this.storage = storage;
  }

  /** What `use` makes of the storage; null where that fails. */
  attempt<T>(use: (storage: TextStorage) => T): T | null {
    try {
      const result = use(this.storage());
      this.trouble = null;
      return result;
    } catch (error) {
      this.trouble = `The browser does not keep the marks (${(error as Error).message}): export them before you leave the page.`;
      return null;
    }
  }
}
