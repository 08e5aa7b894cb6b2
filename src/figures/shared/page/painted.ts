let queue = Promise.resolve();

/**
 * Waits until the browser shows what the page holds. Of several that wait at once, each waits until what the one before it
 * made is shown too, so that figures appear one after the other.
 */
export function painted(): Promise<void> {
  queue = queue.then(frameShown);
  return queue;
}

/** The second frame from now begins when the first one has been drawn. */
function frameShown(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });
}
