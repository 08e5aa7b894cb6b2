import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {execFileSync} from "node:child_process";
import {expect, it} from "vitest";
import {UnusualZip, zipMembers} from "../../../loaders/publishing/checks/zip-members.js";
import {zipBytes, type ZipEntry} from "../../support/importing/zip-bytes.js";
import {temporaryFolder} from "../../support/temporary-folder.js";

async function members(file: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const {name, bytes} of zipMembers(file)) found.push([name, bytes.toString()]);
  return found;
}

function archive(entries: readonly ZipEntry[], change: (bytes: Buffer) => Buffer = (bytes) => bytes): string {
  const file = join(temporaryFolder(), "a.zip");
  writeFileSync(file, change(zipBytes(entries)));
  return file;
}

it("unpacks every member, stored and deflated, empty ones and large ones too", async () => {
  const large = "line of text\n".repeat(500_000);
  const file = archive([
    {name: "a/é.json", content: "{}"},
    {name: "b", content: "", method: "stored"},
    {name: "c", content: large},
    {name: "d", content: large, method: "stored"},
    {name: "e", content: "end"}
  ]);
  expect(await members(file)).toEqual([
    ["a/é.json", "{}"],
    ["b", ""],
    ["c", large],
    ["d", large],
    ["e", "end"]
  ]);
});

it("reads the long lists of archives with more members than 16 bits count", async () => {
  const file = join(temporaryFolder(), "many.zip");
  execFileSync("python3", [
    "-c",
    "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:\n  for i in range(70000): z.writestr(f'samples/{i}.json', f'text {i}')",
    file
  ]);
  const found = await members(file);
  expect([found.length, found.at(-1)]).toEqual([70_000, ["samples/69999.json", "text 69999"]]);
}, 60_000);

it.each([
  ["encrypted", () => archive([{name: "a", content: "x", claims: {isEncrypted: true}}])],
  [
    "of another size than it says",
    () => archive([{name: "a", content: "x".repeat(1000), claims: {size: 10}}])
  ],
  ["packed otherwise", () => archive([{name: "a", content: "x".repeat(1000), method: "zstd"}])],
  ["cut", () => archive([{name: "a", content: "x"}], (bytes) => bytes.subarray(0, bytes.length - 30))],
  ["damaged", () => archive([{name: "a", content: "x".repeat(1000)}], (bytes) => bytes.fill(0xff, 31, 40))]
])("leaves an archive that is %s to others", async (_, make) => {
  await expect(members(make())).rejects.toThrow(UnusualZip);
});
