import {mkdtempSync, writeFileSync, chmodSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {createCodeVerifier} from "../../../loaders/verification/code/code-verifier.js";
import {findBubblewrap} from "../../../loaders/verification/code/sandbox/bubblewrap.js";
import {findPython} from "../../../loaders/verification/code/sandbox/python-runtime.js";
import {seccompFilter} from "../../../loaders/verification/code/sandbox/seccomp.js";
import {UserError} from "../../../loaders/schema/user-error.js";

describe("findBubblewrap", () => {
  it("finds bwrap: install it with `apt-get install bubblewrap` if this test fails", () => {
    expect(findBubblewrap()).toMatch(/\/bwrap$/);
  });

  it("refuses with the package's name where there is no bwrap, and never falls back to the bare machine", () => {
    expect(() => findBubblewrap("/nonexistent:/also-nonexistent")).toThrow(UserError);
    expect(() => findBubblewrap("")).toThrow("bwrap is not installed: apt-get install bubblewrap");
  });

  it("refuses where there is no Python", () => {
    expect(() => findPython({PATH: "/nonexistent"}, "/nonexistent/python3")).toThrow(
      "apt-get install python3"
    );
    expect(() => findPython({BOUNDARY_PYTHON: "/nonexistent/python3"})).toThrow(
      "BOUNDARY_PYTHON names /nonexistent/python3, which is no program"
    );
  });
});

describe("createCodeVerifier", () => {
  it("rejects with bwrap's own words when the sandbox does not start", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bwrap-"));
    try {
      const broken = join(folder, "bwrap");
      writeFileSync(broken, "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n");
      chmodSync(broken, 0o755);
      chmodSync(folder, 0o755);
      const failure = createCodeVerifier({bubblewrap: broken});
      await expect(failure).rejects.toThrow(UserError);
      await expect(failure).rejects.toThrow(
        "bwrap: No permissions to create new namespace; are user namespaces enabled?"
      );
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
});

describe("seccompFilter", () => {
  it("is a whole number of instructions that ends with permission, for each known processor", () => {
    for (const architecture of ["x64", "arm64"]) {
      const filter = seccompFilter(architecture);
      expect(filter.length % 8).toBe(0);
      expect(filter.readUInt32LE(filter.length - 4)).toBe(0x7fff0000);
    }
  });

  it("refuses other processors", () => {
    expect(() => seccompFilter("mips")).toThrow("cannot run on mips");
  });
});
