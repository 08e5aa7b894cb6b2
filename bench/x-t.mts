import {supportTable} from "../loaders/tables/support/support.js";
import {writeFileSync} from "node:fs";
import {evenTries} from "../src/metrics/support/certificate.js";
console.time("t");
const t=(await supportTable(process.env))!;
console.timeEnd("t");
writeFileSync("/tmp/support/support.json",JSON.stringify(t));
console.log(JSON.stringify(t).length);
for(const p of t.pairs){
 console.log(p.benchmark,p.problems.length,"texts",p.texts,"unsure",p.unsure);
 const groups:Record<string,any>={};
 for(const q of p.problems){
  const who=q.base.c>0?(q.rl.c>0?"both":"baseOnly"):(q.rl.c>0?"rlOnly":"neither");
  for(const s of ["base","rl"] as const){const k=who+" as "+s; groups[k]??={}; groups[k][q[s].class]=(groups[k][q[s].class]??0)+1;
   if(q[s].exact&&q[s].bound.full>q[s].exact!.full_rate*(1+1e-9)) console.log("BOUND EXCEEDS",q.problem_id,s,q[s].bound.full,q[s].exact!.full_rate);
   if(q[s].exact&&q[s].bound.low>q[s].exact!.rate*(1+1e-9)) console.log("BOUND EXCEEDS set",q.problem_id,s,q[s].bound.low,q[s].exact!.rate);
  }
 }
 console.log(groups);
 for(const c of p.changes) console.log(c.source,c.isCorrect,c.texts,c.problems,c.median);
 for(const c of p.along) console.log(c.solvers,c.problems,c.texts,c.parts.map(x=>x.estimate.toFixed(2)).join(" "));
 let cov:Record<string,number[]>={base:[],rl:[]};
 for(const q of p.problems)for(const s of ["base","rl"] as const)if(q[s].exact)cov[s]!.push(q[s].bound.full/q[s].exact!.full_rate);
 for(const s of ["base","rl"]){const v=cov[s]!.sort((a,b)=>a-b);console.log(s,"share of exact T=1",v[0],v[v.length>>1],v.at(-1))}
}
const p0=t.pairs.flatMap(p=>p.problems).filter(q=>q.base.c>0&&q.rl.c===0);
console.log(p0.length, p0.filter(q=>q.rl.bySource.base.texts>0).length, "P base texts only k<=512", p0.filter(q=>evenTries(q.rl.bySource.base.full)<=512).length);
console.log(JSON.stringify(p0.find(q=>q.rl.class==="hidden"),null,1).slice(0,2500));
