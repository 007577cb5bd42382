// How long a document of many edits takes until a fresh client has it, from a server that was just started.

import { join } from "./client.js";
import { start } from "./server.js";
import { pause, until } from "./time.js";

/** Talka takes 5,000 updates of one connection at once (`UPDATES_AT_ONCE`). */
const EDITS_A_CONNECTION = 4_500;
/** So many edits are under way at once. */
const WINDOW = 500;
const WINDOW_MS = 30_000;
/** Every so many letters the caret goes elsewhere. */
const LETTERS_A_PLACE = 8;
/** Who stores later than it shows has this long. */
const STORE_MS = 5_000;
const OPEN_MS = 30_000;

export async function opening(kind, { edits }) {
  if (!kind.keeps) return {};
  const server = await start(kind);
  try {
    const document = await server.document();
    await typed(server, document, edits);
    await pause(STORE_MS);
    await server.again();
    return { [`opening a document of ${edits} edits, ms`]: await opened(server, document, edits) };
  } finally {
    await server.stop();
  }
}

/** Milliseconds until a fresh client has the text. */
async function opened(server, document, edits) {
  const begin = performance.now();
  let whole_ms;
  const seen = (_bytes, client) => {
    if (whole_ms === undefined && client.size() === edits) whole_ms = performance.now() - begin;
  };
  const reader = await join(server, document, 0, { seen });
  if (!(await until(() => whole_ms !== undefined, OPEN_MS))) {
    throw new Error(`${reader.size()} of ${edits} letters are there`);
  }
  reader.leave();
  return whole_ms;
}

/** Types a text letter by letter, at places that are the same in every run. */
async function typed(server, document, edits) {
  const reader = await join(server, document, 0);
  const place = places();
  let done = 0;
  while (done < edits) {
    const writer = await join(server, document, 1, { reads: false });
    writer.begin();
    const last = Math.min(edits, done + EDITS_A_CONNECTION);
    for (let size = 0, at = 0; done < last; size += 1, done += 1) {
      at = size % LETTERS_A_PLACE === 0 ? place(size + 1) : at + 1;
      writer.write("abcdefgh"[size % 8], at);
      if (size % WINDOW === 0) await caughtUp(reader, done + 1);
    }
    await caughtUp(reader, done);
    writer.leave();
  }
  reader.leave();
}

async function caughtUp(reader, edits) {
  if (!(await until(() => reader.size() >= edits, WINDOW_MS))) throw new Error("the edits do not arrive");
}

/** Numbers below a limit, in a fixed order without a pattern (the constants of Numerical Recipes). */
function places() {
  let state = 1;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % limit;
  };
}
