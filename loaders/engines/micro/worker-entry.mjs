// Plain JavaScript: tsx must be registered in a worker thread before it can load TypeScript.
import {register} from "tsx/esm/api";

register();
export const {generate, generatePower, score} = await import("./worker.ts");
