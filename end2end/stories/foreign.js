// A Yjs client that nobody at Talka wrote: `yjs` and the y-websocket protocol over a bare socket,
// with a program's token of somebody. What a page would not offer, it just sends.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import WebSocket from "ws";
import * as sync from "y-protocols/sync";
import * as Y from "yjs";

const SYNC = 0;
const AUTH = 2;

/** Joins a proposal and waits until it has the text. */
export async function join(talka, person, proposal) {
  const token = await (await fetch(`${talka.url}/demo/${person}/token`, { method: "POST" })).text();
  const address = `${talka.url.replace("http", "ws")}/collab/${proposal}?token=${token}`;
  const socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  const doc = new Y.Doc();
  const heard = new Promise((resolve) => socket.once("close", (code) => resolve(`closed ${code}`)));
  let deny;
  const denied = Promise.race([new Promise((resolve) => (deny = resolve)), heard]);
  const synced = new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.on("message", (data) => {
      const decoder = decoding.createDecoder(new Uint8Array(data));
      const type = decoding.readVarUint(decoder);
      if (type === AUTH) deny("denied");
      if (type !== SYNC) return;
      const answer = encoding.createEncoder();
      encoding.writeVarUint(answer, SYNC);
      const kind = sync.readSyncMessage(decoder, answer, doc, socket);
      if (encoding.length(answer) > 1) socket.send(encoding.toUint8Array(answer));
      if (kind === sync.messageYjsSyncStep2) resolve();
    });
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  doc.on("update", (update, origin) => {
    if (origin === socket) return;
    const message = encoding.createEncoder();
    encoding.writeVarUint(message, SYNC);
    sync.writeUpdate(message, update);
    socket.send(encoding.toUint8Array(message));
  });
  const hello = encoding.createEncoder();
  encoding.writeVarUint(hello, SYNC);
  sync.writeSyncStep1(hello, doc);
  socket.send(encoding.toUint8Array(hello));
  await synced;
  return { doc, denied, leave: () => socket.close() };
}

/** Adds a paragraph to a field, as any Yjs editor would. */
export function write(doc, field, words) {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  doc.getXmlFragment(field).push([paragraph]);
}

/** The words of a field. */
export function read(doc, field) {
  return doc.getXmlFragment(field).toString();
}
