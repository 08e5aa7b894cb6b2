// Preloaded (node --import) into the site's build and its data loaders: any connection that leaves this machine throws,
// so that a build that would need the network fails instead of fetching. Plain JavaScript: it must load before tsx.
import dns from "node:dns";
import net from "node:net";
import process from "node:process";
import {syncBuiltinESMExports} from "node:module";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

function refuse(host) {
  const error = new Error(`network blocked: the build asked for ${host}`);
  process.stderr.write(`${error.message}\n`);
  throw error;
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [first] = args.flat();
  // http passes `path: null` for a connection that is no local socket.
  const isLocal = typeof first === "string" || typeof first?.path === "string";
  const host = typeof first === "object" ? (first?.host ?? "localhost") : (args[1] ?? "localhost");
  if (!isLocal && typeof host === "string" && !LOOPBACK.test(host)) refuse(host);
  return connect.apply(this, args);
};

const lookup = dns.lookup;
dns.lookup = function (host, ...rest) {
  if (!LOOPBACK.test(host)) refuse(host);
  return lookup.call(this, host, ...rest);
};

const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.protocol.startsWith("http") && !LOOPBACK.test(url.hostname)) refuse(url.href);
  return realFetch(input, init);
};

syncBuiltinESMExports();
