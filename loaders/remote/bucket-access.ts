import {UserError} from "../schema/user-error.js";

export interface BucketAccess {
  /** Its name. */
  bucket: string;
  /** Address of the bucket, with a slash at its end. */
  address: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

/** Addresses and keys as the tools of AWS read them from the environment. Throws a UserError where there are no keys. */
export function bucketAccess(bucket: string, environment: NodeJS.ProcessEnv): BucketAccess {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = "",
    AWS_SECRET_ACCESS_KEY: secretAccessKey = "",
    AWS_SESSION_TOKEN: sessionToken
  } = environment;
  if (accessKeyId === "" || secretAccessKey === "")
    throw new UserError(
      `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to keys that may write to the bucket ${bucket}`
    );
  const region = environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? "us-east-1";
  const endpoint = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  // A dot in the name does not go with the certificate of a host below amazonaws.com.
  const isInPath = endpoint !== undefined || bucket.includes(".");
  const host = endpoint?.replace(/\/+$/, "") ?? `https://s3.${region}.amazonaws.com`;
  const address = isInPath ? `${host}/${bucket}/` : `https://${bucket}.s3.${region}.amazonaws.com/`;
  return {bucket, address, region, accessKeyId, secretAccessKey, sessionToken};
}
