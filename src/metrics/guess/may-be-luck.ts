/**
 * Whether what a policy solves may be luck: guessing alone solves as large a share of the problems, `floor`, as the lower end of the
 * interval of the policy's coverage.
 */
export function mayBeLuck({low}: {low: number}, floor: number): boolean {
  return !(low > floor);
}
