// Its successor, as its own program starts it: in memory only, nothing is kept.

import { COLLECT, node, wire } from "./plain.js";

export default {
  name: "@y/websocket-server",
  ready: "/",
  collects: COLLECT,
  keeps: false,
  program: (place) => node("node_modules/@y/websocket-server/src/server.js", place),
  open: async (where) => wire(where),
};
