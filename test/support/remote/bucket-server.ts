import {createServer, type IncomingMessage} from "node:http";
import type {AddressInfo} from "node:net";
import S3rver from "@20minutes/s3rver";
import {onTestFinished} from "vitest";
import {temporaryFolder} from "../temporary-folder.js";

/** The keys that s3rver knows. */
export const bucketKeys = {AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER"};

export interface BucketServer {
  url: string;
  /** What was asked, a line each: `PUT /bucket/key`. */
  requests: string[];
  /** Decides, before the server sees a request, on a status to answer with instead. */
  fault: {status: (line: string) => number | null};
}

/**
 * An S3 server with one bucket, until the test ends. s3rver takes no heed of conditions; with `conditions` they are decided here, from the
 * versions that it named.
 */
export async function bucketServer(bucket: string, conditions = false): Promise<BucketServer> {
  const s3 = new S3rver({
    directory: temporaryFolder(),
    silent: true,
    configureBuckets: [{name: bucket, configs: []}]
  });
  await s3.configureBuckets();
  const answers = s3.callback();
  const requests: string[] = [];
  const fault: BucketServer["fault"] = {status: () => null};
  const versions = new Map<string, string>();
  const refused = ({method, url = "", headers}: IncomingMessage): boolean =>
    method === "PUT" &&
    ((headers["if-none-match"] === "*" && versions.has(url)) ||
      (headers["if-match"] !== undefined && headers["if-match"] !== versions.get(url)));
  const server = createServer((request, response) => {
    const {method, url = "", headers} = request;
    const line = `${method} ${url}${headers["x-amz-copy-source"] === undefined ? "" : " copy"}`;
    requests.push(line);
    const status = fault.status(line) ?? (conditions && refused(request) ? 412 : null);
    if (status !== null) {
      request.resume();
      request.on("end", () => response.writeHead(status).end());
      return;
    }
    response.on("finish", () => {
      if (method === "DELETE") versions.delete(url);
      if (method === "PUT") versions.set(url, String(response.getHeader("etag")));
    });
    answers(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, fault};
}
