// How many updates a second a server takes: the largest rate of a ladder at which everything arrives at the
// others, and 99 of 100 in time.

import { join } from "./client.js";
import { ledger, paced } from "./ledger.js";
import { start } from "./server.js";
import { part } from "./table.js";
import { pause } from "./time.js";

const DOCUMENTS = [1, 20];
const WRITERS = 3;
const RATES = [500, 1_000, 2_000, 4_000, 8_000, 12_000, 16_000];
const SECONDS = 3;
const SHORT_SECONDS = 1;
/** Talka takes 5,000 updates of one connection at once (`UPDATES_AT_ONCE`); a step is shorter rather than
 * beyond that, for every server. */
const UPDATES_A_WRITER = 4_500;
const HELD_MS = 100;
/** After so many steps in a row that are not held, higher ones are not tried. */
const MISSES = 2;
const SETTLE_MS = 1_000;
const ARRIVAL_MS = 2_000;

export async function rate(kind, { short }) {
  const values = {};
  for (const documents of DOCUMENTS) {
    const server = await start(kind);
    try {
      const best = await ladder(server, documents, short ? SHORT_SECONDS : SECONDS);
      const where = `${documents} document${documents > 1 ? "s" : ""} × ${WRITERS} writers`;
      values[`updates held, ${where}, per s`] = best.rate;
      values[`processor time an update there, ${where}, µs`] = best.processor_us;
    } finally {
      await server.stop();
    }
  }
  return values;
}

async function ladder(server, documents, seconds) {
  let best = { rate: 0 };
  let misses = 0;
  for (const rate of RATES) {
    const step = await climb(server, documents, rate, seconds);
    const held = step.arrived === 1 && step.p99_ms <= HELD_MS;
    if (held) best = { rate, processor_us: step.processor_us };
    misses = held ? 0 : misses + 1;
    if (misses === MISSES) break;
  }
  return best;
}

/** One rate, in fresh documents. */
async function climb(server, documents, rate, seconds) {
  const book = ledger(WRITERS - 1);
  const writers = [];
  for (let count = 0; count < documents; count += 1) {
    const document = await server.document();
    for (let number = 0; number < WRITERS; number += 1) {
      writers.push(await join(server, document, number, { reads: false, seen: book.seen }));
    }
  }
  for (const writer of writers) writer.begin();
  await pause(SETTLE_MS);
  const before_ms = await server.processorMs();
  const shortened = Math.min(seconds, (UPDATES_A_WRITER * writers.length) / rate);
  await paced(rate, shortened, (turn) => book.write(writers[turn % writers.length]));
  await book.complete(ARRIVAL_MS);
  const processor_ms = (await server.processorMs()) - before_ms;
  for (const writer of writers) writer.leave();
  return {
    arrived: book.arrived(),
    p99_ms: part(book.taken_ms, 0.99),
    processor_us: (processor_ms * 1_000) / book.written(),
  };
}
