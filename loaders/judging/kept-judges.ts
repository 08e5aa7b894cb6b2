import type {Verifier} from "../verification/verifier.js";
import {JudgementMemory} from "./judgement-memory.js";

/** Verifiers, and what they have said, for a study that is judged again and again while it grows. */
export class KeptJudges {
  private readonly verifiers = new Map<string, Promise<Verifier>>();
  private readonly memories = new Map<string, JudgementMemory>();

  /** The verifier with this id, which `create` makes at the first call; who asked for it closes nothing. */
  async verifier(id: string, create: (id: string) => Promise<Verifier>): Promise<Verifier> {
    const made = this.verifiers.get(id) ?? create(id);
    this.verifiers.set(id, made);
    const verifier = await made;
    const {version, source, environment} = verifier;
    return {
      id: verifier.id,
      version,
      ...(source === undefined ? {} : {source}),
      ...(environment === undefined ? {} : {environment}),
      judge: (items) => verifier.judge(items),
      close: () => Promise.resolve()
    };
  }

  memory(verifier: string, benchmark: string): JudgementMemory {
    const key = JSON.stringify([verifier, benchmark]);
    const memory = this.memories.get(key) ?? new JudgementMemory();
    this.memories.set(key, memory);
    return memory;
  }

  /** Ends the verifiers; those that could not start need no end. */
  async close(): Promise<void> {
    for (const started of await Promise.allSettled([...this.verifiers.values()]))
      if (started.status === "fulfilled") await started.value.close();
  }
}
