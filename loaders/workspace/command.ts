/** What the command of an installed package is called. It says so to this process and its children in `BOUNDARY_COMMAND`. */
const INSTALLED = "reasoning-boundary";

function isInstalled(): boolean {
  return process.env.BOUNDARY_COMMAND === INSTALLED;
}

/**
 * A command of the tool as this user types it: `npm run verify -- --retry-errors` where the tool was started by npm in the
 * repository, `reasoning-boundary verify --retry-errors` elsewhere.
 */
export function command(name: string, ...args: string[]): string {
  if (isInstalled()) return [INSTALLED, name, ...args].join(" ");
  const script = name === "start" ? "npm start" : `npm run ${name}`;
  return args.length === 0 ? script : [script, "--", ...args].join(" ");
}

/** The beginning of a usage line: what stands before the options. `isQuiet`: stdout is for programs to read. */
export function usage(name: string, isQuiet = false): string {
  if (isInstalled()) return command(name);
  return `${isQuiet ? `npm run -s ${name}` : command(name)} --`;
}

/** A text written for the repository, with its commands as this user types them. */
export function ownCommands(text: string): string {
  if (!isInstalled()) return text;
  return text.replace(
    /\bnpm (?:run (?:-s )?([a-z][a-z-]*)|start)\b(?: --(?= ))?/g,
    (_, name: string | undefined) => command(name ?? "start")
  );
}
