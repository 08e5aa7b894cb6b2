import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {parse} from "yaml";
import {writeWorkflow} from "../../loaders/publishing/workflow.js";
import {temporaryFolder} from "../support/temporary-folder.js";

interface Workflow {
  permissions: Record<string, string>;
  jobs: {publish: {steps: {uses?: string; run?: string}[]}};
}

describe("writeWorkflow", () => {
  it("writes a workflow with pinned actions that publishes the study, and replaces none unasked", async () => {
    const folder = temporaryFolder();
    const file = await writeWorkflow(folder, "mine", false);
    expect(file).toBe(join(folder, ".github/workflows/report.yml"));
    const {permissions, jobs} = parse(readFileSync(file, "utf8")) as Workflow;
    expect(permissions).toEqual({contents: "write"});
    const {steps} = jobs.publish;
    for (const {uses} of steps)
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+\.\d+\.\d+$/);
    expect(steps.map(({run}) => run).filter((run) => run !== undefined)).toEqual([
      "npm ci",
      "npm run publish -- --target github-pages --study mine"
    ]);
    await expect(writeWorkflow(folder, "mine", false)).rejects.toThrow(/is there already: .*--force/);
    await writeWorkflow(folder, "studies/it's mine.yaml", true);
    expect(readFileSync(file, "utf8")).toContain("--study 'studies/it'\\''s mine.yaml'\n");
  });
});
