import {chmodSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {cloudflareTarget} from "../../../loaders/publishing/targets/cloudflare.js";
import {pushSmall, writeSmallReport} from "../../support/publishing/small-report.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

const environment = {CLOUDFLARE_API_TOKEN: "token-token", CLOUDFLARE_ACCOUNT_ID: "account"};

// Cloudflare itself is not here: what is tested is the call of wrangler, by a program that writes down how it was called.
describe("cloudflareTarget", {timeout: 60_000}, () => {
  it("calls wrangler for the data and then for the site, which names the data's own deployment", async () => {
    const folder = temporaryFolder();
    const made = await writeSmallReport(folder);
    const program = join(folder, "wrangler");
    writeFileSync(
      program,
      `#!/bin/sh\nfor word in "$@"; do printf '%s|' "$word"; done >> "${folder}/calls"\necho >> "${folder}/calls"\n` +
        'echo "Deployment complete! Take a peek over at https://0a1b2c3d.$5.pages.dev"\n'
    );
    chmodSync(program, 0o755);
    const target = cloudflareTarget({to: "my-report", origin: null, environment, program});
    const pushed = await pushSmall(target, made);
    expect(pushed.map(({kind, place}) => [kind, place])).toEqual([
      ["dataset", "https://0a1b2c3d.my-report-data.pages.dev"],
      ["site", "https://0a1b2c3d.my-report.pages.dev"]
    ]);
    const calls = readFileSync(join(folder, "calls"), "utf8").trim().split("\n");
    expect(calls[0]).toMatch(/^pages\|deploy\|.*\/dataset\|--project-name\|my-report-data\|--branch\|main\|/);
    expect(calls[1]).toMatch(/\/site\|--project-name\|my-report\|.*\|Report [0-9a-f]{12} of test-study\|/);
    const manifest = JSON.parse(readFileSync(join(made.site, "manifest.json"), "utf8")) as {dataset: string};
    expect(manifest.dataset).toBe("https://0a1b2c3d.my-report-data.pages.dev");
  });

  it("says in a line what is missing and what wrangler said", async () => {
    const folder = temporaryFolder();
    const made = await writeSmallReport(folder);
    const none = cloudflareTarget({
      to: "my-report",
      origin: null,
      environment: {},
      program: join(folder, "none")
    });
    expect(none.ready).toThrow(/^set CLOUDFLARE_API_TOKEN/);
    await expect(pushSmall(none, made)).rejects.toThrow(
      /^wrangler is not installed: npm install --global wrangler@4/
    );
    const program = join(folder, "wrangler");
    writeFileSync(program, "#!/bin/sh\necho '✘ [ERROR] Project not found' >&2\nexit 1\n");
    chmodSync(program, 0o755);
    const failing = cloudflareTarget({to: "my-report", origin: null, environment, program});
    await expect(pushSmall(failing, made)).rejects.toThrow(
      /^wrangler: ✘ \[ERROR\] Project not found: mend it/
    );
    expect(() => cloudflareTarget({to: "My Report", origin: null, environment})).toThrow(
      /^--to My Report: give the name/
    );
  });
});
