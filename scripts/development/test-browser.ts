import {UserError} from "../../loaders/schema/user-error.js";
import {runLocal} from "./checks/local-program.js";
import {runScript} from "../shared/run-script.js";
import {installSystemPackages} from "../shared/system-packages.js";

// npm run test:browser -- PATTERN: the tests in Chromium whose file has the pattern in its path. Arguments are vitest's.
await runScript(async () => {
  await installSystemPackages("npm run test:browser", ["chromium", "bwrap", "python3"]);
  const status = await runLocal(["vitest", "run", "--project=browser", ...process.argv.slice(2)]);
  if (status !== 0) throw new UserError("tests failed: see above");
});
