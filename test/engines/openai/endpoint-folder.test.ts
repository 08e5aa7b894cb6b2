import {renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, onTestFinished, test, vi} from "vitest";
import {EndpointList} from "../../../loaders/engines/openai/client/endpoint-list.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

test("servers put their addresses into a folder and take them out again", () => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const folder = temporaryFolder();
  const list = new EndpointList({file: folder}, "study.yaml:1");
  const urlsLater = (): readonly string[] => {
    now += 3000;
    return list.urls;
  };
  expect(list.urls).toEqual([]);
  writeFileSync(join(folder, ".server-1.77"), "http://127.0.0.1:8001\n");
  expect(urlsLater()).toEqual([]);
  renameSync(join(folder, ".server-1.77"), join(folder, "server-1"));
  expect(urlsLater()).toEqual(["http://127.0.0.1:8001"]);
  writeFileSync(join(folder, "server-0"), "http://127.0.0.1:8000\n");
  expect(urlsLater()).toEqual(["http://127.0.0.1:8000", "http://127.0.0.1:8001"]);
  rmSync(join(folder, "server-1"));
  expect(urlsLater()).toEqual(["http://127.0.0.1:8000"]);
  // What a server left half written hinders no other.
  writeFileSync(join(folder, "server-2"), "http://");
  expect(urlsLater()).toEqual(["http://127.0.0.1:8000"]);
});

test("the first server is waited for, as long as patience lasts", async () => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const folder = temporaryFolder();
  const list = new EndpointList({file: folder}, "study.yaml:1");
  const clock = {
    sleep: (ms: number): Promise<void> => {
      now += ms;
      if (now === 5000) writeFileSync(join(folder, "server-0"), "http://127.0.0.1:8000\n");
      return Promise.resolve();
    }
  };
  await expect(list.first(3, clock)).rejects.toThrow("study.yaml:1: no server has put its address into");
  expect(await list.first(10, clock)).toEqual(["http://127.0.0.1:8000"]);
});
