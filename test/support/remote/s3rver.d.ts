declare module "@20minutes/s3rver" {
  import type {RequestListener} from "node:http";

  /** An S3 server that keeps objects in a folder and checks the signature of every request; see its README. */
  export default class S3rver {
    constructor(options: {
      directory: string;
      silent: boolean;
      resetOnClose?: boolean;
      configureBuckets: {name: string; configs: string[]}[];
    });
    configureBuckets(): Promise<unknown>;
    callback(): RequestListener;
  }
}
