import {Job} from "kubernetes-models/batch/v1/Job";
import {expect, it, test} from "vitest";
import {parseDocument} from "yaml";
import {jobManifest, jobText} from "../../../loaders/cluster/kubernetes/job-manifest.js";
import type {JobOptions} from "../../../loaders/cluster/kubernetes/job-options.js";
import {readShard} from "../../../loaders/schema/sharding/read-shard.js";

const options: JobOptions = {
  work: {
    dir: null,
    study: "studies/mine.yaml",
    runs: null,
    n: null,
    allowCode: false,
    steps: ["sample", "verify", "score"],
    shards: 16
  },
  name: "mine",
  namespace: null,
  image: "registry.example/boundary:1",
  program: ["reasoning-boundary"],
  claim: "studies",
  secret: "api-keys",
  parallelism: 8,
  retries: 3,
  cpus: "2",
  memory: "8Gi",
  gpus: 1
};

/** Throws what is wrong with a manifest by the schema of batch/v1 that Kubernetes publishes. */
function validate(manifest: object): void {
  new Job(manifest).validate();
}

test("the manifest as YAML is a Job by the schema of batch/v1", () => {
  const document = parseDocument(jobText(options), {strict: true, version: "1.1"});
  expect(document.errors).toEqual([]);
  const manifest = document.toJS() as object;
  expect(manifest).toEqual(jobManifest(options));
  validate(manifest);
  expect(jobText(options)).not.toMatch(/[&*]a\d/);
  const {work, ...rest} = options;
  validate(
    jobManifest({
      ...rest,
      work: {...work, runs: "s3://bucket/runs", steps: ["verify"]},
      claim: null,
      secret: null,
      namespace: "lab",
      gpus: 0
    })
  );
});

test("the schema refuses a manifest with a fault", () => {
  const {spec, ...rest} = jobManifest(options);
  expect(() => {
    validate({...rest, spec: {...spec, completions: "16"}});
  }).toThrow("data/spec/completions");
  expect(() => {
    validate({...rest, spec: {...spec, template: {spec: {containers: [{image: "x"}]}}}});
  }).toThrow("data/spec/template");
});

test("a pod does the steps of its shard one after the other, each as env/N of its completion index", () => {
  const {spec} = jobManifest(options);
  expect(spec).toMatchObject({
    completionMode: "Indexed",
    completions: 16,
    parallelism: 8,
    backoffLimitPerIndex: 3,
    podReplacementPolicy: "Failed"
  });
  const {initContainers = [], containers} = spec!.template.spec!;
  const all = [...initContainers, ...containers];
  expect(all.map(({args}) => args!.join(" "))).toEqual([
    "sample --study studies/mine.yaml --shard env/16",
    "verify --study studies/mine.yaml --shard env/16",
    "score --study studies/mine.yaml --shard env/16"
  ]);
  for (const {args} of all)
    expect(readShard(args!.at(-1)!, {JOB_COMPLETION_INDEX: "15"})).toEqual({index: 15, count: 16});
  expect(all.map(({resources}) => resources!.limits!["nvidia.com/gpu"])).toEqual([1, undefined, 1]);
});

test("a preempted pod counts for nothing, a fault of the tool is not tried again", () => {
  const {spec} = jobManifest(options);
  expect(spec!.template.spec!.restartPolicy).toBe("Never");
  expect(spec!.podFailurePolicy!.rules).toEqual([
    {action: "Ignore", onPodConditions: [{type: "DisruptionTarget", status: "True"}]},
    {action: "FailIndex", onExitCodes: {operator: "In", values: [2]}}
  ]);
});

test("keys come from a secret that is named, never from this machine", () => {
  process.env.OPENAI_API_KEY = "sk-this-is-not-written";
  const text = jobText(options);
  delete process.env.OPENAI_API_KEY;
  expect(text).not.toContain("sk-this");
  expect(
    parseDocument(text).getIn(["spec", "template", "spec", "containers", 0, "envFrom"], true)?.toString()
  ).toContain("api-keys");
});

it.each([
  [{name: "Mine"}, "--name Mine"],
  [{name: "m".repeat(61)}, "at most 60"],
  [{image: ""}, "--image"],
  [{claim: null}, "--claim: what a pod writes is lost with it"],
  [{memory: "8 GB"}, "--memory 8 GB"],
  [{cpus: "2Gi"}, "--cpus 2Gi"],
  [{gpus: 0.5}, "--gpus 0.5"],
  [{secret: "A_KEY=1"}, "--secret A_KEY=1"],
  [{work: {...options.work, study: "../mine.yaml"}}, "--study ../mine.yaml"],
  [{work: {...options.work, runs: "/tmp/runs"}}, "--runs /tmp/runs"]
])("jobManifest refuses what no cluster could run: %j", (wrong, message) => {
  expect(() => jobManifest({...options, ...wrong})).toThrow(message);
});
