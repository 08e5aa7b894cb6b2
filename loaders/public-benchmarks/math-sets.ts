import type {PublicBenchmark} from "./public-benchmark.js";

const math = {format: "math", verifier: "math@strict", prompt: "simplerl-qwen"} as const;

/** A set of the Qwen2.5-Math harness's repository. Its branch moves; the hash does not. */
function harnessSet(
  folder: string,
  sha256: string,
  bytes: number
): Pick<PublicBenchmark, "revision" | "files" | "harness"> {
  const url = `https://raw.githubusercontent.com/QwenLM/Qwen2.5-Math/main/evaluation/data/${folder}/test.jsonl`;
  return {revision: "main", harness: folder, files: [{name: "test.jsonl", url, sha256, bytes}]};
}

export const mathSets: readonly PublicBenchmark[] = [
  {
    ...math,
    id: "aime24",
    title: "AIME 2024",
    page: "https://github.com/QwenLM/Qwen2.5-Math",
    licence: "none stated for the problems, which are the MAA's",
    ...harnessSet("aime24", "af2b8bd2aa911b6333ad0df32f3ca05c7ae8ed10f1731f4372c8ae26990bf7ac", 156944),
    problems: 30
  },
  {
    ...math,
    id: "aime25",
    title: "AIME 2025",
    page: "https://huggingface.co/datasets/math-ai/aime25",
    revision: "563bb8404243c5f09de6ec262f2db674fe5bce9b",
    licence: "Apache-2.0, as its card says; the problems are the MAA's",
    files: [
      {
        name: "test.jsonl",
        url: "https://huggingface.co/datasets/math-ai/aime25/resolve/563bb8404243c5f09de6ec262f2db674fe5bce9b/test.jsonl",
        sha256: "b4e273c02d3e7fe1b74b59eae768fc8230bfb0f79539890cb56f4361caac0331",
        bytes: null
      }
    ],
    problems: 30
  },
  {
    ...math,
    id: "amc23",
    title: "AMC 2023",
    page: "https://github.com/QwenLM/Qwen2.5-Math",
    licence: "none stated for the problems, which are the MAA's",
    ...harnessSet("amc23", "43707e1ca784602d8479de24ee8ce36609dbebc46dd152b0b12a46611aa898a4", 27631),
    problems: 40
  },
  {
    ...math,
    id: "math500",
    title: "MATH500",
    page: "https://huggingface.co/datasets/HuggingFaceH4/MATH-500",
    revision: "6e4ed1a2a79af7d8630a6b768ec859cb5af4d3be",
    licence: "MIT, as MATH and PRM800K",
    files: [
      {
        name: "test.jsonl",
        url: "https://huggingface.co/datasets/HuggingFaceH4/MATH-500/resolve/6e4ed1a2a79af7d8630a6b768ec859cb5af4d3be/test.jsonl",
        sha256: "35dc41080a3680858b27fa7e0533d2d547825316fc5dafe5d316f4ccc5a06132",
        bytes: 446564
      }
    ],
    problems: 500
  },
  {
    ...math,
    id: "minerva",
    title: "Minerva",
    page: "https://github.com/QwenLM/Qwen2.5-Math",
    licence: "none stated; course material of MIT OpenCourseWare is CC BY-NC-SA 4.0",
    ...harnessSet("minerva_math", "0e656b430d3a0a1dab6aa853f453ba3805e28e2cabe4fc72486a897cc09d8ba2", 247267),
    problems: 272
  },
  {
    ...math,
    id: "olympiadbench",
    title: "OlympiadBench",
    page: "https://github.com/OpenBMB/OlympiadBench",
    licence: "Apache-2.0",
    ...harnessSet(
      "olympiadbench",
      "bb8c1e38a16ea9eacb77530315a674d883f267fbff79183effc53681b4fcc416",
      1493870
    ),
    problems: 675
  },
  {
    ...math,
    id: "gsm8k",
    title: "GSM8K",
    page: "https://github.com/openai/grade-school-math",
    licence: "MIT",
    ...harnessSet("gsm8k", "9f098df7ff4522078d6ccec27a5c38a454790fdb51131bedfaa0e490070d5394", 761421),
    problems: 1319
  },
  {
    ...math,
    id: "omni-math-rule",
    title: "Omni-MATH-Rule, 821 problems",
    page: "https://github.com/KbsdJames/omni-math-rule",
    revision: "4793415ef37d31c9cdb4e5b82dbe172f76f8cf08",
    licence: "Apache-2.0",
    files: [
      {
        name: "omni_math_rule.jsonl",
        url: "https://raw.githubusercontent.com/KbsdJames/omni-math-rule/4793415ef37d31c9cdb4e5b82dbe172f76f8cf08/omni_math_rule.jsonl",
        sha256: "d566d5b5a9865a04b507fdc4c0669cf0ff391748e13f190ecc925e78b584b172",
        bytes: null
      }
    ],
    prepare: {kind: "draw", count: 821},
    prompt: "verl-math",
    problems: 821,
    notes:
      "The paper trains on 2,000 of the 2,821 problems and tests on 821; which ones is not published. These are as many, drawn by hash: some of them its models were trained on."
  }
];
