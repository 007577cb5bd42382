// The server that y-websocket brought until its second version, with LevelDB as its guide says.

import { COLLECT, node, wire } from "./plain.js";

export default {
  name: "y-websocket 2",
  ready: "/",
  collects: COLLECT,
  keeps: true,
  program: (place) => {
    const program = node("node_modules/y-websocket/bin/server.cjs", place);
    return { ...program, env: { ...program.env, YPERSISTENCE: `${place.folder}/leveldb` } };
  },
  open: async (where) => wire(where),
};
