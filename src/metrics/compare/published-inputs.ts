/** What a published report says that it is made of: its manifest. */
export interface PublishedInputs {
  /** SHA-256 of the report’s content. */
  identity: string;
  /** Newest version of each verifier that judged. */
  verifiers: Readonly<Record<string, number>>;
  seeds: {completions: number; bootstrap: number};
  /** Files that the report is built from, by their places. */
  workspace: Readonly<Record<string, {bytes: number; sha256: string}>>;
  tool: Readonly<Record<string, string>>;
}
