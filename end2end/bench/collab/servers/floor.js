// The floor: a relay that only forwards updates. It knows no document, so no server does less.

import { COLLECT, node, wire } from "./plain.js";

export default {
  name: "floor",
  ready: "/",
  collects: COLLECT,
  keeps: false,
  program: (place) => node("floor.js", place),
  open: async (where) => ({ ...wire(where), answers: false }),
};
