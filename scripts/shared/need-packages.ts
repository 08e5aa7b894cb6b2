import {readFileSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../loaders/schema/user-error.js";
import {installedPackage, packageFolder} from "../../loaders/workspace/package-folder.js";

/** Throws a UserError that says what to install, unless packages are there that an installed tool comes without. */
export function needPackages(command: string, names: readonly string[]): void {
  const missing = names.filter((name) => installedPackage(name) === null);
  if (missing.length === 0) return;
  const {devDependencies} = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const wanted = missing.map((name) => `${name}@${devDependencies[name]!}`).join(" ");
  throw new UserError(
    `${command} needs ${missing.join(" and ")}, which the tool comes without: npm install ${wanted}, where the tool is installed`
  );
}
