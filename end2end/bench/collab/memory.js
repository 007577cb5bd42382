// What stands still costs: memory of connections and of open documents, and the processor at rest.

import { join } from "./client.js";
import { start } from "./server.js";
import { pause } from "./time.js";

const CONNECTIONS = 500;
const CONNECTIONS_A_DOCUMENT = 10;
const DOCUMENTS = 200;
/** What an open document holds. */
const TEXT = "Two towns on one river write what neither of them could write alone. ".repeat(30);
const SETTLE_MS = 3_000;
const IDLE_SECONDS = 20;
const SHORT_IDLE_SECONDS = 5;

export async function memory(kind, { short }) {
  const server = await start(kind);
  try {
    return await standing(server, short ? SHORT_IDLE_SECONDS : IDLE_SECONDS);
  } finally {
    await server.stop();
  }
}

async function standing(server, idle_seconds) {
  const shared = await several(server, CONNECTIONS / CONNECTIONS_A_DOCUMENT);
  const single = await several(server, DOCUMENTS);
  const clients = [];
  const settled = async () => {
    await pause(SETTLE_MS);
    return server.memoryBytes();
  };
  const base = await settled();
  for (const document of shared) clients.push(await opener(server, document));
  const opened = await settled();
  for (const document of shared) {
    for (let number = 1; number < CONNECTIONS_A_DOCUMENT; number += 1) {
      clients.push(await join(server, document, number, { reads: false }));
    }
  }
  const connected = await settled();
  const connection = (connected - opened) / (CONNECTIONS - shared.length);
  const before_ms = await server.processorMs();
  await pause(idle_seconds * 1_000);
  const idle_ms = (await server.processorMs()) - before_ms;
  for (const document of single) clients.push(await opener(server, document));
  const document = ((await settled()) - connected) / DOCUMENTS - connection;
  const closed = clients.filter((client) => client.closed).length;
  if (closed) throw new Error(`${closed} connections were closed`);
  for (const client of clients) client.leave();
  return {
    "memory at the start, MB": base / 1024 ** 2,
    "memory an idle connection, KB": connection / 1024,
    "memory an open document, KB": document / 1024,
    [`processor at rest, ${CONNECTIONS} connections, %`]: idle_ms / (idle_seconds * 10),
  };
}

async function several(server, count) {
  const documents = [];
  for (let made = 0; made < count; made += 1) documents.push(await server.document());
  return documents;
}

/** The first in a document: writes its text. */
async function opener(server, document) {
  const client = await join(server, document, 0, { reads: false });
  client.begin(TEXT);
  return client;
}
