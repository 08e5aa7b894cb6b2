import {existsSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {PeerProcess} from "./peer-process.js";
import type {PeerRequest, ScoreAnswer, TrainAnswer} from "./protocol.js";
import {sideBySide, type WorkDone} from "./work-done.js";

/** Another engine on the same weights. */
export interface Peer {
  name: string;
  sample: (request: PeerRequest & {task: "sample"}) => Promise<WorkDone>;
  score: (request: PeerRequest & {task: "score"}) => Promise<ScoreAnswer>;
  /** Null where it cannot train. */
  train: ((request: PeerRequest & {task: "train"}) => Promise<TrainAnswer>) | null;
  close: () => void;
}

/** Sequences that one llama.cpp thread decodes together: most tokens a CPU second of 1, 16, 64, 128 and 256, on a loaded machine. */
const sequences = 64;

/** node-llama-cpp from `folder`/node_modules: one process of one thread a core, each with its share of the prompts. */
export async function startLlamaCpp(
  folder: string,
  gguf: string,
  {cores, end}: {cores: number; end: number}
): Promise<Peer | null> {
  const entry = join(folder, "node_modules/node-llama-cpp/dist/index.js");
  if (!existsSync(entry)) {
    console.log(
      `no ratio to llama.cpp: npm install --ignore-scripts --prefix ${folder} node-llama-cpp@3.22.1`
    );
    return null;
  }
  const script = fileURLToPath(new URL("llama-cpp-peer.ts", import.meta.url));
  const args = ["--import", "tsx", script, entry, gguf, String(sequences), String(end)];
  const started = await Promise.all(
    Array.from({length: cores}, () => PeerProcess.start(process.execPath, args))
  );
  const ready = started.filter((each) => each !== null);
  if (ready.length < cores) {
    console.log(
      `no ratio to llama.cpp: ${entry} does not start (its prebuilt binaries are optional packages of npm)`
    );
    return null;
  }
  const peers = ready.map(({peer}) => peer);
  return {
    name: ready[0]!.name,
    sample: async (request) => {
      const share = Math.ceil(request.prompts.length / cores);
      const parts = peers.map((peer, index) => {
        const prompts = request.prompts.slice(index * share, (index + 1) * share);
        return peer.ask<WorkDone>({...request, prompts, seed: request.seed + index * share});
      });
      return sideBySide(await Promise.all(parts));
    },
    score: (request) => peers[0]!.ask(request),
    train: null,
    close: () => {
      for (const peer of peers) peer.close();
    }
  };
}

/** transformers on PyTorch with the Python of `folder`/venv, else with python3. */
export async function startTransformers(
  folder: string,
  model: string,
  {cores, batchSize, optimizer}: {cores: number; batchSize: number; optimizer: object}
): Promise<Peer | null> {
  const own = join(folder, "venv/bin/python");
  const python = existsSync(own) ? own : "python3";
  const script = fileURLToPath(new URL("transformers-peer.py", import.meta.url));
  const args = [script, model, String(cores), String(batchSize), JSON.stringify(optimizer)];
  const started = await PeerProcess.start(python, args);
  if (started === null) {
    console.log(
      `no ratio to transformers: python3 -m venv ${folder}/venv && ${own} -m pip install torch transformers`
    );
    return null;
  }
  const {peer, name} = started;
  return {
    name,
    sample: (request) => peer.ask(request),
    score: (request) => peer.ask(request),
    train: (request) => peer.ask(request),
    close: () => {
      peer.close();
    }
  };
}
