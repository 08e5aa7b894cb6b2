import {InvalidArgumentError, type Command} from "commander";
import {readShard} from "../../../loaders/schema/sharding/read-shard.js";
import type {Shard} from "../../../loaders/schema/sharding/shard.js";

/** The option of commands that can do a part of a study's work. */
export function withShard(parser: Command): Command {
  return parser.option(
    "--shard <i/N>",
    "do the i-th of N parts alone, beside others that do theirs; env, in a Slurm array, or env/N: its number is read from the environment",
    shardOption
  );
}

/** Parses the option's value. Throws commander's error, which exits with 1. */
function shardOption(text: string): Shard {
  try {
    return readShard(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}
