/** `x \equiv 3 \pmod{7}`, `3 \pmod{7}` or a bare 3. */
interface Congruence {
  name: string | null;
  residue: string;
  modulus: string | null;
}

const CONGRUENCE =
  /^(?:([a-zA-Z](?:_\{?\w\}?)?)\s?(?:\\equiv(?![a-z])|≡|=)\s?)?([^\\≡=,;]{1,60}?)\s*\\pmod\{([^{}]{1,20})\}$/;

function read(text: string): Congruence {
  const match = CONGRUENCE.exec(text.trim());
  return match === null
    ? {name: null, residue: text, modulus: null}
    : {name: match[1] ?? null, residue: match[2]!.trim(), modulus: match[3]!.trim()};
}

/**
 * The residues of two answers of which one at least has a modulus: a bare 3 may stand for `3 \pmod 7` and the other way round, but
 * not for all the solutions `x \equiv 3 \pmod 7`; of one modulus, -4 is 3. Null where moduli or names differ, or there is none.
 */
export function residues(output: string, gold: string): readonly [output: string, gold: string] | null {
  if (!output.includes("\\pmod") && !gold.includes("\\pmod")) return null;
  const [a, b] = [read(output), read(gold)];
  if (a.modulus === null && (b.modulus === null || b.name !== null)) return null;
  if (a.modulus !== null && b.modulus !== null && a.modulus !== b.modulus) return null;
  if (a.name !== null && b.name !== null && a.name !== b.name) return null;
  const same = a.modulus !== null && b.modulus !== null && areCongruent(a.residue, b.residue, a.modulus);
  return same ? [b.residue, b.residue] : [a.residue, b.residue];
}

function areCongruent(a: string, b: string, modulus: string): boolean {
  if (![a, b, modulus].every((text) => /^-?\d{1,15}$/.test(text)) || Number(modulus) < 1) return false;
  return (BigInt(a) - BigInt(b)) % BigInt(modulus) === 0n;
}
