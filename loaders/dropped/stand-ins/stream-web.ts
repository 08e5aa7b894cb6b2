/** `node:stream/web` in a browser, which has it without asking. */
const {TransformStream, CountQueuingStrategy} = globalThis;

export {TransformStream, CountQueuingStrategy};
