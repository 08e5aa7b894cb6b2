import {readingTable} from "../loaders/tables/reading/reading.js";
const t0 = Date.now();
const t = await readingTable({BOUNDARY_STUDY: "/work/wt/read/data/studies/micro.yaml", BOUNDARY_RUNS: "/tmp/luck/full"});
console.log(Date.now() - t0, JSON.stringify(t).length, t.policies.map((p) => [p.benchmark, p.policy, p.k, p.units.length, p.units.reduce((s, u) => s + u.texts.length, 0), p.units.reduce((s, u) => s + u.distinct, 0)].join(" ")).join("\n"));
