// A server of the y-websocket protocol without accounts: whoever names a document is in it.

import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";

/** How clients talk to it; a file of this folder says what is different. */
export const wire = ({ sockets }) => ({
  /** Makes a document and gives its name. */
  document: async () => randomUUID(),
  /** Where client number so and so joins a document, and with which headers. */
  place: (document) => ({ address: `${sockets}/${document}`, headers: {} }),
  /** Whether a client of this number may write. */
  mayWrite: () => true,
  /** What a client sends first. */
  greeting: () => [],
  /** A message of the protocol as this server wants it, and back. */
  wrap: (document, message) => message,
  unwrap: (bytes) => bytes,
  /** Whether it answers a state vector. */
  answers: true,
});

const peer = (script) => fileURLToPath(new URL(`../../peers/${script}`, import.meta.url));

/** The signal at which `node`'s programs collect garbage. */
export const COLLECT = "SIGUSR2";

/** A script in a Node process of its own. */
export const node = (script, { folder, port }) => ({
  command: process.execPath,
  args: ["--expose-gc", "--require", peer("collect.cjs"), peer(script)],
  env: { HOST: "127.0.0.1", PORT: String(port), FOLDER: folder },
});
