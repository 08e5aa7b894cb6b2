import {UserError} from "../../loaders/schema/user-error.js";
import {runLocal} from "./checks/local-program.js";
import {runScript} from "../shared/run-script.js";
import {installSystemPackages} from "../shared/system-packages.js";

// npm run test:unit -- PATTERN: the quick tests whose file has the pattern in its path. Arguments are vitest's.
await runScript(async () => {
  try {
    await installSystemPackages("the tests of programs", ["bwrap", "python3"]);
  } catch (error) {
    // All other tests run without.
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
  }
  const status = await runLocal(["vitest", "run", "--project=unit", ...process.argv.slice(2)]);
  if (status !== 0) throw new UserError("tests failed: see above");
});
