import {createHash} from "node:crypto";
import type {Problem} from "../../schema/problem.js";
import type {RawProblem} from "../raw-row.js";
import {asObject} from "../values.js";

/** How many rows named a problem in a way that needs a second look. */
export interface JoinNotes {
  /** Found by their prompt: the id is another one, or there is none. */
  byPrompt: number;
  /** Problems whose prompt differs from the known one's, by their ids. */
  otherPrompt: Set<string>;
  /** Problems whose gold differs. */
  otherGold: Set<string>;
}

/** An id that was made for a prompt and a gold. */
interface MadeId {
  prompt: string | null;
  gold: unknown;
  id: string;
}

/**
 * Finds the problem of a row among those that are known: a registered benchmark's, or what other policies' files tell of. By
 * its id where that is known and nothing speaks against it, else by the same prompt, white space aside, by a prompt that
 * holds the problem's text (few-shot examples, templates), or of code by the name of the function.
 */
export class KnownProblems {
  readonly notes: JoinNotes = {byPrompt: 0, otherPrompt: new Set(), otherGold: new Set()};
  private readonly byId = new Map<string, Problem>();
  private readonly byPrompt = new Map<string, Problem>();
  /** Code problems by the function that is asked for. */
  private readonly byFunction = new Map<string, Problem[]>();
  /** Ids that were made, by the prompt: a problem's completions often stand in rows of their own. */
  private readonly made = new Map<string, MadeId>();
  /** The last one: comparing two prompts takes less than hashing one. */
  private lastMade: MadeId | null = null;
  /** Registered problems are all there are; others are added to. */
  readonly isClosed: boolean;

  constructor(problems: readonly Problem[], isClosed: boolean) {
    this.isClosed = isClosed;
    for (const problem of problems) {
      this.byId.set(problem.problemId, problem);
      if (problem.prompt !== "") this.byPrompt.set(squeezed(problem.prompt), problem);
      const name = entryPoint(problem.gold);
      if (name !== null) this.byFunction.set(name, [...(this.byFunction.get(name) ?? []), problem]);
    }
  }

  /** The id of a row's problem; null where it is none of a closed set. */
  find(raw: RawProblem): string | null {
    if (this.byId.size === 0 && !this.isClosed) return this.ownId(raw);
    const prompt = raw.prompt === null ? null : squeezed(raw.prompt);
    const named = raw.id === null ? undefined : this.byId.get(raw.id);
    const isSame = named !== undefined && (prompt === null || isPromptOf(prompt, squeezed(named.prompt)));
    if (isSame) return this.found(named, raw);
    const said =
      prompt === null
        ? undefined
        : (this.byPrompt.get(prompt) ?? this.heldBy(prompt) ?? this.askedFor(raw.prompt!));
    if (said !== undefined) {
      this.notes.byPrompt++;
      return this.found(said, raw);
    }
    if (named !== undefined) {
      this.notes.otherPrompt.add(named.problemId);
      return this.found(named, raw);
    }
    return this.isClosed ? null : this.ownId(raw);
  }

  /** The id that a file gives, or one made of what the problem says. */
  private ownId({id, prompt, gold}: RawProblem): string {
    if (id !== null && id !== "") return id;
    const last = this.lastMade;
    if (last?.prompt === prompt && last.gold === gold) return last.id;
    const key = prompt ?? "";
    const same = this.made.get(key);
    if (same?.prompt === prompt && same.gold === gold) {
      this.lastMade = same;
      return same.id;
    }
    const hash = createHash("sha256").update(JSON.stringify([prompt, gold ?? null]));
    const made = `p-${hash.digest("hex").slice(0, 16)}`;
    this.lastMade = {prompt, gold, id: made};
    this.made.set(key, this.lastMade);
    return made;
  }

  private found(problem: Problem, raw: RawProblem): string {
    if (
      raw.gold !== undefined &&
      raw.gold !== null &&
      problem.gold !== null &&
      JSON.stringify(raw.gold) !== JSON.stringify(problem.gold)
    )
      this.notes.otherGold.add(problem.problemId);
    return problem.problemId;
  }

  /** The code problem whose function is the last one that a prompt begins: prompts are often shortened. Of several the one whose text is the same for longest. */
  private askedFor(prompt: string): Problem | undefined {
    if (!this.isClosed || this.byFunction.size === 0) return undefined;
    const name = [...prompt.matchAll(/^[ \t]*def[ \t]+(\w+)[ \t]*\(/gm)].at(-1)?.[1];
    const asking = name === undefined ? [] : (this.byFunction.get(name) ?? []);
    const shared = asking.map((problem) => commonLength(squeezed(problem.prompt), squeezed(prompt)));
    const most = Math.max(0, ...shared);
    const best = asking.filter((_, i) => shared[i] === most);
    return best.length === 1 ? best[0] : undefined;
  }

  /** The problem whose text a longer prompt holds, if it is one. Looks through all of a closed set: once for each prompt. */
  private heldBy(prompt: string): Problem | undefined {
    if (!this.isClosed) return undefined;
    let longest: [string, Problem] | undefined;
    for (const entry of this.byPrompt)
      if (entry[0].length > (longest?.[0].length ?? 15) && prompt.includes(entry[0])) longest = entry;
    return longest?.[1];
  }
}

/** The function that a code problem asks for; null where it asks for none. */
function entryPoint(gold: unknown): string | null {
  const name = asObject(gold)?.entry_point;
  return typeof name === "string" ? name : null;
}

/** How many letters two texts have in common from their beginning. */
function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function isPromptOf(prompt: string, known: string): boolean {
  return known === "" || prompt === known || prompt.includes(known) || known.includes(prompt);
}

function squeezed(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
