import {existsSync} from "node:fs";
import {UserError} from "../schema/user-error.js";

/** Where distributions put Chromium. `CHROMIUM` in the environment comes first. */
const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
];

/** How to launch the machine's own Chromium without a window and without traffic of its own. Throws a UserError when there is none. */
export function chromiumOptions(): {executablePath: string; args: string[]} {
  const {CHROMIUM} = process.env;
  const executablePath = [CHROMIUM, ...places].find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined)
    throw new UserError(
      "no chromium found: install it (apt-get install chromium) or set CHROMIUM to its path"
    );
  return {
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run"
    ]
  };
}
