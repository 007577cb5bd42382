// What others have seen and the store has not: the server is killed while three people write, started again
// at the same place, and a fresh client reads.

import { join } from "./client.js";
import { ledger, numbers, paced } from "./ledger.js";
import { start } from "./server.js";
import { pause } from "./time.js";

const WRITERS = 3;
const LETTERS_A_SECOND = 300;
const SECONDS = 4;
const SETTLE_MS = 1_000;
/** Some servers show a document before they have read it. */
const READ_MS = 2_000;

export async function killed(kind) {
  const server = await start(kind);
  try {
    return { [`shown and lost after kill -9 at ${LETTERS_A_SECOND} letters/s, %`]: await lostPercent(server) };
  } finally {
    await server.stop();
  }
}

async function lostPercent(server) {
  const book = ledger(WRITERS - 1);
  const document = await server.document();
  const writers = [];
  for (let number = 0; number < WRITERS; number += 1) {
    writers.push(await join(server, document, number, { seen: book.seen }));
  }
  for (const writer of writers) writer.begin();
  await pause(SETTLE_MS);
  const writing = paced(LETTERS_A_SECOND, SECONDS, (turn) => book.write(writers[turn % WRITERS]));
  await pause((SECONDS * 1_000) / 2);
  await server.kill();
  await writing;
  await server.again();
  const reader = await join(server, document, 0);
  await pause(READ_MS);
  const kept = new Set(numbers(Buffer.from(reader.text())));
  reader.leave();
  const shown = book.shown();
  return (shown.filter((number) => !kept.has(number)).length / shown.length) * 100;
}
