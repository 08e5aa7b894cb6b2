import {spawn, type ChildProcessWithoutNullStreams} from "node:child_process";
import {createInterface} from "node:readline";

/** A child process that answers JSON lines with JSON lines, one by one. It stays up, so that rounds can alternate with ours. */
export class PeerProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.child = child;
    this.answers = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  }

  /**
   * Starts a peer, which writes its name in a first line when it is ready. Null where it ends before, mostly because it is not
   * installed; its last complaint is printed.
   */
  static async start(
    command: string,
    args: readonly string[]
  ): Promise<{peer: PeerProcess; name: string} | null> {
    const child = spawn(command, args, {stdio: "pipe"});
    let complaints = "";
    child.stderr.on(
      "data",
      (chunk: Buffer) => (complaints = `${complaints}${chunk.toString()}`.slice(-2000))
    );
    child.on("error", (error) => (complaints = error.message));
    const peer = new PeerProcess(child);
    const first = await peer.answers.next();
    if (first.done !== true) return {peer, name: JSON.parse(first.value) as string};
    console.log(`${command}: ${complaints.trim().split("\n").at(-1)!}`);
    return null;
  }

  async ask<Answer>(request: unknown): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.answers.next();
    if (answer.done === true) throw new Error(`peer ${this.child.spawnfile} ended during a request`);
    return JSON.parse(answer.value) as Answer;
  }

  close(): void {
    this.child.stdin.end();
  }
}
