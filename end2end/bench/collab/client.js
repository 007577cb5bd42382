// Somebody in a document: npm's `yjs` and the y-websocket protocol over a bare socket.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocket } from "ws";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";

const SYNC = 0;
/** Hocuspocus answers with a type of its own. */
const SYNC_REPLY = 4;
const JOIN_MS = 30_000;
/** A field that every proposal of the demo has. */
const FIELD = "summary.lv";
const REMOTE = Symbol("from the server");

/** A message that `fill` writes. */
function message(fill) {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  fill(encoder);
  return encoding.toUint8Array(encoder);
}

/** Takes what the server sent into the document; true for the answer to our state vector. */
function take(bytes, doc, send) {
  const decoder = decoding.createDecoder(bytes);
  const type = decoding.readVarUint(decoder);
  if (type !== SYNC && type !== SYNC_REPLY) return false;
  let kind;
  const answer = message((encoder) => (kind = sync.readSyncMessage(decoder, encoder, doc, REMOTE)));
  if (answer.length > 1) send(answer);
  return kind === sync.messageYjsSyncStep2;
}

/**
 * Joins a document as its client of this number. With `reads` the text is kept as an editor keeps it, without
 * only bytes are counted. `seen` hears every message once it is in the text.
 */
export async function join(server, document, number, { reads = true, seen = () => {} } = {}) {
  const doc = new Y.Doc();
  const { address, headers } = server.place(document, number);
  const socket = new WebSocket(address, { headers, perMessageDeflate: false });
  const send = (bytes) => socket.send(server.wrap(document, bytes));
  const client = { doc, mayWrite: server.mayWrite(number), closed: null, ...hands(doc) };
  client.leave = () => socket.close(1000);
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the server does not answer")), JOIN_MS);
    const done = () => resolve(clearTimeout(timer));
    socket.on("error", reject);
    socket.on("close", (code) => reject(new Error(`closed with ${(client.closed = code)}`)));
    socket.on("message", (bytes) => {
      if (reads && take(server.unwrap(bytes), doc, send)) done();
      seen(bytes, client);
    });
    socket.on("open", () => {
      for (const greeting of server.greeting()) send(greeting);
      if (reads && server.answers) send(message((encoder) => sync.writeSyncStep1(encoder, doc)));
      else done();
    });
  });
  doc.on("update", (update, origin) => {
    if (origin !== REMOTE && socket.readyState === WebSocket.OPEN) {
      send(message((encoder) => sync.writeUpdate(encoder, update)));
    }
  });
  return client;
}

/** What somebody does to the text. */
function hands(doc) {
  let letters;
  return {
    /** Begins a paragraph of one's own. */
    begin(words = "") {
      letters = new Y.XmlText(words);
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [letters]);
      doc.getXmlFragment(FIELD).push([paragraph]);
    },
    /** Writes at a place of one's own paragraph, or at its end. */
    write: (words, at = letters.length) => letters.insert(at, words),
    text: () => doc.getXmlFragment(FIELD).toString(),
    /** How many letters the text has. */
    size: () => doc.getXmlFragment(FIELD).toArray().reduce((sum, block) => sum + (block.get(0)?.length ?? 0), 0),
  };
}
