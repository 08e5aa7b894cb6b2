import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {readAtlas, type AtlasRows} from "../../loaders/atlas/atlas-table.js";
import {buildAtlas} from "../../loaders/site/build-atlas.js";
import {atlasReport, writePublished} from "../support/atlas-report.js";
import {temporaryFolder} from "../support/temporary-folder.js";

const options = {title: "All of them", paper: null};
const one = atlasReport({study: "one", base: [1, 2, 0, 4], rl: [4, 4, 0, 4]});
const two = atlasReport({study: "two", base: [1, 2, 0, 4, 3], rl: [0, 4, 0, 4, 1]});

/** Serves a folder; its address. */
async function serve(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(folder, new URL(request.url!, "http://x").pathname)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("an atlas", () => {
  it("has the pairs of sites and data sets, in folders and on the web, and links what has an address", async () => {
    const [site, dataset] = [temporaryFolder(), temporaryFolder()];
    const ids = [
      writePublished(site, one, {study: "one"}),
      writePublished(dataset, two, {study: "two", kind: "dataset"})
    ].map((identity) => identity.slice(0, 12));
    const address = await serve(dataset);
    const places = [`${site}=https://example.org/one/`, `${address}manifest.json`];
    const table = await readAtlas(places, {...options, folder: temporaryFolder()});
    expect(table.reports.map(({id, title, address: link}) => [id, title, link])).toEqual([
      [ids[0], "The study one", "https://example.org/one/"],
      [ids[1], "The study two", `${address}manifest.json`]
    ]);
    expect(table.rows.map(({report, problems}) => [report, problems])).toEqual([
      [ids[0], 4],
      [ids[1], 5]
    ]);
    // What a folder is called here is nobody's business.
    expect(JSON.stringify(table)).not.toContain(site);
  });

  it("sets rows that it has beside what is given, but not those of a report that is given", async () => {
    const [site, other] = [temporaryFolder(), temporaryFolder()];
    writePublished(site, one, {study: "one"});
    writePublished(other, two, {study: "two"});
    const known = await readAtlas([site, other], {...options, folder: temporaryFolder()});
    expect(await readAtlas([site], {...options, known, folder: temporaryFolder()})).toEqual(known);
    expect(await readAtlas([], {...options, known, folder: temporaryFolder()})).toEqual(known);
  });

  it("comes with the default run and a real pair, each row of one of them", () => {
    const {reports, rows} = JSON.parse(readFileSync("data/reference/atlas.json", "utf8")) as AtlasRows;
    expect(new Set(rows.map(({report}) => report))).toEqual(new Set(reports.map(({id}) => id)));
    expect(new Set(rows.map(({domain}) => domain))).toEqual(new Set(["math", "code", "visual"]));
    const real = rows.filter(({source}) => source === "published");
    expect(real.map(({points, problems}) => [problems, points[0]!.k, points.at(-1)!.k])).toEqual([
      [500, 1, 128]
    ]);
    const ends = [real[0]!.points[0]!, real[0]!.points.at(-1)!].map(({base, trained}) => [base, trained]);
    expect(ends.flat().map((share) => share.toFixed(4))).toEqual(["0.6139", "0.7793", "0.9620", "0.9300"]);
  });

  it("says in a line what is no report, has other bytes, is given twice or has no pair", async () => {
    const folder = temporaryFolder();
    const read = async (...places: string[]) => readAtlas(places, {...options, folder});
    const site = temporaryFolder();
    writePublished(site, one, {study: "one"});
    await expect(read(folder)).rejects.toThrow(/no published report/);
    await expect(read(site, site)).rejects.toThrow(/given twice/);
    const file = join(site, "_file/data", readdirSync(join(site, "_file/data"))[0]!);
    writeFileSync(file, `${readFileSync(file, "utf8")} `);
    await expect(read(site)).rejects.toThrow(/table \w+\.json has other bytes than its manifest\.json says/);
    const alone = temporaryFolder();
    writePublished(alone, {study: one.study}, {study: "one"});
    await expect(read(alone)).rejects.toThrow(/no pair in it/);
    const wrong = temporaryFolder();
    writePublished(wrong, {...one, math: {...one.math, level: "high"}}, {study: "one"});
    await expect(read(wrong)).rejects.toThrow(/table math\.json: level must be a number/);
    const torn = temporaryFolder();
    writePublished(torn, {...one, study: {...one.study, policies: []}}, {study: "one"});
    await expect(read(torn)).rejects.toThrow(/do not fit together: nothing is known of base/);
  });

  it("is a page of static files, whatever its title has in it", {timeout: 120_000}, async () => {
    const folder = temporaryFolder();
    const [first, second, out] = ["first", "second", "out"].map((name) => join(folder, name)) as [
      string,
      string,
      string
    ];
    writePublished(first, one, {study: "one"});
    writePublished(second, two, {study: "two"});
    const title = 'Pairs & <b>"${1}"</b> *all*';
    const table = await readAtlas([first, second], {...options, title, folder: join(folder, "downloads")});
    await buildAtlas(table, {out, base: "/some/path/"});
    const page = readFileSync(join(out, "index.html"), "utf8");
    const heading = /<h1[^>]*>(.*)<\/h1>/.exec(page)![1]!;
    expect(heading).not.toContain("<b>");
    expect(decoded(heading)).toBe(title);
    expect(decoded(/<title>(.*)<\/title>/.exec(page)![1]!)).toContain(title);
    expect(readdirSync(join(out, "figure"))).toEqual(["is-the-trained-policy-ahead-of-its-base.html"]);
    const data = join(out, "_file/data");
    const written = JSON.parse(readFileSync(join(data, readdirSync(data)[0]!), "utf8")) as unknown;
    expect(written).toEqual(JSON.parse(JSON.stringify(table)));
  });
});

function decoded(html: string): string {
  const names: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"'};
  return html.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? names[name]! : String.fromCharCode(Number(code))
  );
}
