/** Told how many bytes of a download have arrived. */
export type OnBytes = (loaded: number) => void;

/** The bytes of a file of the site. Rejects with its address where the server does not give it. */
export async function fetchedBytes(url: string, onBytes: OnBytes = () => undefined): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load ${url}: ${response.status} ${response.statusText}`);
  if (response.body === null) return new Uint8Array(await response.arrayBuffer());
  let loaded = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      onBytes(loaded);
      controller.enqueue(chunk);
    }
  });
  return new Uint8Array(await new Response(response.body.pipeThrough(counted)).arrayBuffer());
}
