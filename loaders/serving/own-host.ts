/**
 * Whether a Host header names this machine's loopback. A page of another site can make a browser ask for an address that leads
 * here under a name of its own; what it asks for must not be answered.
 */
export function isOwnHost(header: string | undefined): boolean {
  const [, name] = /^(\[[\da-f:.]+\]|[a-z\d.-]+)(?::\d{1,5})?$/i.exec(header ?? "") ?? [];
  if (name === undefined) return false;
  return /^(localhost|([a-z\d-]+\.)+localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])\.?$/i.test(name);
}
