// How long a letter takes to the other screens of one document, and what a delivery costs the server.

import { join } from "./client.js";
import { ledger, paced } from "./ledger.js";
import { start } from "./server.js";
import { part } from "./table.js";
import { pause } from "./time.js";

const CLIENTS = [2, 10, 50, 100];
const LETTERS_A_SECOND = 30;
const SECONDS = 10;
const SHORT_SECONDS = 3;
/** What joining causes has died down. */
const SETTLE_MS = 1_000;
const ARRIVAL_MS = 5_000;

export async function latency(kind, { short }) {
  const values = {};
  for (const count of CLIENTS) {
    const server = await start(kind, { clients: count });
    try {
      const { p50, p99, processor_us } = await together(server, count, short ? SHORT_SECONDS : SECONDS);
      values[`letter to remote screen, ${count} clients, p50 ms`] = p50;
      values[`letter to remote screen, ${count} clients, p99 ms`] = p99;
      values[`processor time a delivery, ${count} clients, µs`] = processor_us;
    } finally {
      await server.stop();
    }
  }
  return values;
}

async function together(server, count, seconds) {
  const book = ledger(count - 1);
  const document = await server.document();
  const clients = [];
  for (let number = 0; number < count; number += 1) {
    clients.push(await join(server, document, number, { seen: book.seen }));
  }
  const writers = clients.filter((client) => client.mayWrite);
  for (const writer of writers) writer.begin();
  await pause(SETTLE_MS);
  const before_ms = await server.processorMs();
  await paced(LETTERS_A_SECOND, seconds, (turn) => book.write(writers[turn % writers.length]));
  if (!(await book.complete(ARRIVAL_MS))) throw new Error(`${(book.arrived() * 100).toFixed(1)} % of the letters arrived`);
  const processor_ms = (await server.processorMs()) - before_ms;
  for (const client of clients) client.leave();
  const processor_us = (processor_ms * 1_000) / book.taken_ms.length;
  return { p50: part(book.taken_ms, 0.5), p99: part(book.taken_ms, 0.99), processor_us };
}
