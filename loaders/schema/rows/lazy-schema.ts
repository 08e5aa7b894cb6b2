import type {type} from "arktype";
import type {Schema} from "../schema-fault.js";

/** The values that a lazy schema takes. */
export type Checked<S extends Schema> = Exclude<ReturnType<S>, InstanceType<typeof type.errors>>;

/**
 * A schema that is made when it first checks a value: for one of many of which a command needs few. Each takes milliseconds at
 * its start.
 */
export function lazySchema<S extends Schema & {infer: unknown}>(make: () => S): Schema<S["infer"]> {
  let made: S | undefined;
  return (value) => (made ??= make())(value);
}
