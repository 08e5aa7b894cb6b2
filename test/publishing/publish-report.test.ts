import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {privateText} from "../../loaders/publishing/checks/private-text.js";
import {hostLimits} from "../../loaders/publishing/host-limits.js";
import {artefactFaults, readArtefacts} from "../../loaders/publishing/publish-report.js";
import {writeSmallReport} from "../support/publishing/small-report.js";
import {temporaryFolder} from "../support/temporary-folder.js";

describe("artefactFaults", {timeout: 60_000}, () => {
  it("says all that is wrong with both artefacts; what is not sent has no limits, and still no secrets", async () => {
    const folder = temporaryFolder();
    const {site, dataset} = await writeSmallReport(folder);
    const secret = "0123456789-abcdef";
    writeFileSync(join(site, "large.arrow"), Buffer.alloc(2 ** 20 * 26));
    writeFileSync(join(site, "figure.html"), '<script src="https://cdn.example.org/a.js"></script>');
    mkdirSync(join(dataset, "notes"));
    writeFileSync(join(dataset, "notes/mine.md"), `key: ${secret}`);
    const environment = {SERVER_KEY: secret};
    const stage = join(folder, "stage");
    const text = privateText({
      environment,
      workspace: "/srv/nobody/studies",
      stage,
      home: "/home/nobody",
      user: "nobody"
    });
    writeFileSync(join(dataset, "large.bin"), Buffer.alloc(2 ** 20 * 26));
    const faults = async (withDataset: boolean): Promise<string[]> => {
      const {cloudflare} = hostLimits;
      const target = {limits: {site: cloudflare, dataset: cloudflare}, origin: null};
      const found = await artefactFaults(readArtefacts(site, dataset), {
        target,
        text,
        withDataset,
        folder: stage
      });
      return found.map((line) => line.replace(/(, Cloudflare|: a report| \(byte).*/, ""));
    };
    const always = [
      "site/figure.html: loads https://cdn.example.org/a.js",
      "dataset/notes/mine.md: holds the value of SERVER_KEY"
    ];
    expect(await faults(true)).toEqual([
      "site/large.arrow: has 26 MiB",
      "dataset/large.bin: has 26 MiB",
      ...always
    ]);
    expect(await faults(false)).toEqual(["site/large.arrow: has 26 MiB", ...always]);
  });
});
