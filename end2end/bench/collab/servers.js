// The servers that are measured, in the order of the table.

import floor from "./servers/floor.js";
import hocuspocus from "./servers/hocuspocus.js";
import { talka, talkaOnPostgres } from "./servers/talka.js";
import yServer from "./servers/y-server.js";
import yWebsocket from "./servers/y-websocket.js";

const PEERS = { floor, hocuspocus, "y-websocket": yWebsocket, "y-server": yServer };

/** By the names that `--servers` takes. */
export const SERVERS = process.env.TALKA_BENCH_POSTGRES_URL
  ? { ...PEERS, talka, postgres: talkaOnPostgres }
  : { ...PEERS, talka };
