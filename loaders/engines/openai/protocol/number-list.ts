/** Numbers that are put down one after the other and soon forgotten: the memory is used again. */
export class NumberList {
  private data = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const more = new Float64Array(2 * this.length);
      more.set(this.data);
      this.data = more;
    }
    this.data[this.length++] = value;
  }

  at(index: number): number {
    return this.data[index]!;
  }

  /** Whether a number occurs twice from a place on. */
  hasTwins(from: number): boolean {
    for (let i = from + 1; i < this.length; i++)
      for (let j = from; j < i; j++) if (this.data[i] === this.data[j]) return true;
    return false;
  }
}
