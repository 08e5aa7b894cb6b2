// Plain JavaScript: tsx must be registered in a worker thread before an import of a user's TypeScript can be followed.
import {register} from "tsx/esm/api";

register();
export default (await import("./module-worker.ts")).default;
