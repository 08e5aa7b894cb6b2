import {afterEach, describe, expect, it} from "vitest";
import {command, ownCommands, usage} from "../../loaders/workspace/command.js";

afterEach(() => {
  delete process.env.BOUNDARY_COMMAND;
});

function started(by: "npm" | "reasoning-boundary"): void {
  if (by === "npm") delete process.env.BOUNDARY_COMMAND;
  else process.env.BOUNDARY_COMMAND = by;
}

describe("command", () => {
  it.each([
    ["npm", ["start"], "npm start"],
    ["npm", ["start", "--study", "pair"], "npm start -- --study pair"],
    ["npm", ["build"], "npm run build"],
    ["npm", ["verify", "--retry-errors"], "npm run verify -- --retry-errors"],
    ["reasoning-boundary", ["start"], "reasoning-boundary start"],
    ["reasoning-boundary", ["verify", "--retry-errors"], "reasoning-boundary verify --retry-errors"]
  ] as const)("is typed by who started with %s: %j", (by, [name, ...args], typed) => {
    started(by);
    expect(command(name, ...args)).toBe(typed);
  });
});

describe("usage", () => {
  it("ends where the options begin", () => {
    expect(usage("start")).toBe("npm start --");
    expect(usage("verify")).toBe("npm run verify --");
    expect(usage("summary", true)).toBe("npm run -s summary --");
    started("reasoning-boundary");
    expect(usage("summary", true)).toBe("reasoning-boundary summary");
  });
});

describe("ownCommands", () => {
  const text =
    "Run npm run sample and npm run verify, or npm start. npm run verify -- --verifier ID; npm run match-entropy; npm test.";

  it("leaves a text of the repository to whoever works there", () => {
    expect(ownCommands(text)).toBe(text);
  });

  it("puts the commands of an installed tool in their place, and leaves other words", () => {
    started("reasoning-boundary");
    expect(ownCommands(text)).toBe(
      "Run reasoning-boundary sample and reasoning-boundary verify, or reasoning-boundary start. reasoning-boundary verify --verifier ID; reasoning-boundary match-entropy; npm test."
    );
  });
});
