import type {PublicBenchmark} from "./public-benchmark.js";

const visual = {verifier: "visual@answer", prompt: "easyr1"} as const;

export const visualSets: readonly PublicBenchmark[] = [
  {
    ...visual,
    id: "mathvista",
    title: "MathVista testmini",
    page: "https://mathvista.github.io",
    revision: "main",
    licence: "CC BY-SA 4.0",
    files: [
      {
        name: "testmini.json",
        url: "https://raw.githubusercontent.com/lupantech/MathVista/main/data/testmini.json",
        sha256: "ab0148dca9d401c31cc47f29b3826eec28a76ff155a1c0878d81e8daf0413480",
        bytes: 871725
      },
      {
        name: "images.zip",
        url: "https://huggingface.co/datasets/AI4Math/MathVista/resolve/main/images.zip",
        sha256: null,
        bytes: null,
        pictures: true
      }
    ],
    format: "mathvista",
    problems: 460,
    withMultipleChoice: 1000
  },
  {
    ...visual,
    id: "mathvision",
    title: "MathVision testmini",
    page: "https://github.com/mathllm/MATH-V",
    revision: "main",
    licence: "MIT",
    files: [
      {
        name: "testmini.jsonl",
        url: "https://raw.githubusercontent.com/mathllm/MATH-V/main/data/testmini.jsonl",
        sha256: "449e238b768f702e2659543495f2c87ee1f41a9e9c013d174daf12029756227a",
        bytes: 131218
      },
      {
        name: "images.zip",
        url: "https://huggingface.co/datasets/MathLLMs/MathVision/resolve/main/images.zip",
        sha256: null,
        bytes: null,
        pictures: true
      }
    ],
    format: "mathvision",
    problems: 114,
    withMultipleChoice: 304
  },
  {
    ...visual,
    id: "geometry3k",
    title: "Geometry3K, test",
    page: "https://huggingface.co/datasets/hiyouga/geometry3k",
    revision: "main",
    licence: "MIT, as its card says",
    files: [
      {
        name: "test-00000-of-00001.parquet",
        url: "https://huggingface.co/datasets/hiyouga/geometry3k/resolve/main/data/test-00000-of-00001.parquet",
        sha256: null,
        bytes: null
      }
    ],
    prepare: {kind: "pictured-rows"},
    format: "problems",
    problems: 601,
    notes: "The paper's visual model was trained on its training part; the paper tests on the other two."
  }
];
