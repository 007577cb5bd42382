// Hocuspocus with its SQLite extension, as its guide starts it. Every message begins with the name of its
// document, and a client has to show a token first, though nobody looks at it.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { COLLECT, node, wire } from "./plain.js";

const AUTH = 2;
const AUTH_TOKEN = 0;

const named = (document, message) => {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, document);
  encoding.writeUint8Array(encoder, message);
  return encoding.toUint8Array(encoder);
};

function token() {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, AUTH);
  encoding.writeVarUint(encoder, AUTH_TOKEN);
  encoding.writeVarString(encoder, "bench");
  return encoding.toUint8Array(encoder);
}

export default {
  name: "hocuspocus",
  ready: "/",
  collects: COLLECT,
  keeps: true,
  program: (place) => node("hocuspocus.js", place),
  open: async (where) => ({
    ...wire(where),
    greeting: () => [token()],
    wrap: named,
    unwrap: (bytes) => {
      const decoder = decoding.createDecoder(bytes);
      decoding.readVarString(decoder);
      return bytes.subarray(decoder.pos);
    },
  }),
};
