// Imported before anything that has schemas: arktype then compiles none but those of compiled-type.ts. Compiling all of them
// takes a third of the start of a command, which checks most of them once.
import {configure} from "arktype/config";

configure({jitless: true});
