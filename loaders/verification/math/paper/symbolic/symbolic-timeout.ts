/**
 * The comparison is one that SymPy does not finish in the harness's three seconds, or larger than we carry out. The
 * harness counts it as wrong.
 */
export class SymbolicTimeout extends Error {
  override readonly name = "SymbolicTimeout";
}
