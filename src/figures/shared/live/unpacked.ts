/** The first two bytes of a gzip file. */
const GZIP = [0x1f, 0x8b];

/**
 * The content of a file that the site keeps gzipped, as a blob of the given media type. A server may have sent it with
 * `Content-Encoding: gzip`, so that the browser has unpacked it; a development server has the file as it was. The first bytes tell.
 */
export async function unpacked(response: Response, type: string): Promise<Blob> {
  const bytes = await response.arrayBuffer();
  const first = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const file = new Blob([bytes], {type});
  if (!GZIP.every((byte, i) => first[i] === byte)) return file;
  const content = file.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(content, {headers: {"content-type": type}}).blob();
}
