/** Sample index of a row, or why it has none: the same row stood before. */
export type IndexedRow = {index: number; isMoved: boolean} | "repeated row";

/**
 * Gives the completions of one problem their sample indexes: a file's own repeats where it says them, else the next free one.
 * A repeat that another file, or another text in the same file, has taken goes on at the next free index and is said to be
 * moved; one that stands twice with the same text in one file is the same row twice.
 */
export class SampleIndexes {
  /** Of each repeat that a file stated: file and hash of the text, packed in one number. */
  private readonly stated = new Map<number, number>();
  /** Where repeats went that were taken, by file and repeat. */
  private readonly moved = new Map<string, number>();
  /** Below it every index is taken. */
  private next = 0;

  /** `file` counts files, from 0; `hash` is of the completion's text, 32 bits. */
  add(repeat: number | null, file: number, hash: number): IndexedRow {
    if (repeat === null) return {index: this.free(), isMoved: false};
    const row = file * 2 ** 32 + hash;
    if (this.stated.get(repeat) === row) return "repeated row";
    if (repeat < this.next || this.stated.has(repeat)) return this.move(repeat, file);
    this.stated.set(repeat, row);
    return {index: repeat, isMoved: false};
  }

  /** The index of a file's repeat; null where it has none. */
  indexOf(repeat: number, file: number): number | null {
    const moved = this.moved.get(`${file} ${repeat}`);
    if (moved !== undefined) return moved;
    const row = this.stated.get(repeat);
    return row !== undefined && Math.floor(row / 2 ** 32) === file ? repeat : null;
  }

  private move(repeat: number, file: number): IndexedRow {
    const index = this.free();
    this.moved.set(`${file} ${repeat}`, index);
    return {index, isMoved: true};
  }

  private free(): number {
    while (this.stated.has(this.next)) this.next++;
    return this.next++;
  }
}
