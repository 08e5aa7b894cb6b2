import {runLocal} from "./checks/local-program.js";
import {runScript} from "../shared/run-script.js";

// npm run test:watch -- PATTERN: the quick tests again and again, those that a changed file touches. Arguments are vitest's.
await runScript(async () => {
  process.exitCode = await runLocal(["vitest", "watch", "--project=unit", ...process.argv.slice(2)]);
});
