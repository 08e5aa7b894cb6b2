import type {PublicBenchmark, PublicFile} from "./public-benchmark.js";

const code = {verifier: "code@python", prompt: "evalplus-qwen"} as const;

const LIVE_CODE_BENCH = "0fe84c3912ea0c4d4a78037083943e8f0c4dd505";

function contestFile(name: string): PublicFile {
  const url = `https://huggingface.co/datasets/livecodebench/code_generation_lite/resolve/${LIVE_CODE_BENCH}/${name}`;
  return {name, url, sha256: null, bytes: null};
}

const contests = {
  page: "https://huggingface.co/datasets/livecodebench/code_generation_lite",
  revision: LIVE_CODE_BENCH,
  licence: "CC, as its card says; the problems are their contests'",
  format: "live-code-bench",
  verifier: "code@python",
  prompt: "live-code-bench"
} as const;

export const codeSets: readonly PublicBenchmark[] = [
  {
    ...code,
    id: "humaneval",
    title: "HumanEval",
    page: "https://github.com/openai/human-eval",
    revision: "6d43fb980f9fee3c892a914eda09951f772ad10d",
    licence: "MIT",
    files: [
      {
        name: "HumanEval.jsonl.gz",
        url: "https://raw.githubusercontent.com/openai/human-eval/6d43fb980f9fee3c892a914eda09951f772ad10d/data/HumanEval.jsonl.gz",
        sha256: "b796127e635a67f93fb35c04f4cb03cf06f38c8072ee7cee8833d7bee06979ef",
        bytes: 44877
      }
    ],
    format: "human-eval",
    problems: 164
  },
  {
    ...code,
    id: "humaneval-plus",
    title: "HumanEval+",
    page: "https://github.com/evalplus/humanevalplus_release",
    revision: "v0.1.10",
    licence: "Apache-2.0",
    files: [
      {
        name: "HumanEvalPlus.jsonl.gz",
        url: "https://github.com/evalplus/humanevalplus_release/releases/download/v0.1.10/HumanEvalPlus.jsonl.gz",
        sha256: "272720b90ac375502c8ed23cd791c2a93dfb22a911641a494da74a426c09f101",
        bytes: 925932
      }
    ],
    format: "evalplus",
    problems: 164
  },
  {
    ...code,
    id: "mbpp-plus",
    title: "MBPP+",
    page: "https://github.com/evalplus/mbppplus_release",
    revision: "v0.2.0",
    licence: "Apache-2.0",
    files: [
      {
        name: "MbppPlus.jsonl.gz",
        url: "https://github.com/evalplus/mbppplus_release/releases/download/v0.2.0/MbppPlus.jsonl.gz",
        sha256: "af43697e8791c4c149bdfd6b489d8b5412507551ac20e28a439f650b8225db63",
        bytes: 336032
      }
    ],
    format: "evalplus",
    problems: 378
  },
  {
    ...contests,
    id: "live-code-bench",
    title: "LiveCodeBench, August 2024 to January 2025",
    files: ["test4.jsonl", "test5.jsonl"].map(contestFile),
    prepare: {kind: "window", from: "2024-08", to: "2025-01"},
    problems: 279,
    notes: "The number of problems is the paper's; files of about 1.8 GB are read once to make the window."
  },
  {
    ...contests,
    id: "live-code-bench-all",
    title: "LiveCodeBench, May 2023 to January 2025",
    files: ["test.jsonl", "test2.jsonl", "test3.jsonl", "test4.jsonl", "test5.jsonl"].map(contestFile),
    prepare: {kind: "window", from: "2023-05", to: "2025-01"},
    problems: 880,
    notes:
      "The number of problems is that of the set's fifth release; a study with all of their tests takes much memory."
  }
];
