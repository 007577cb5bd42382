// What was written when, and how long it took until each of the others had it. Everybody writes numbers, so
// that whoever reads knows what it was without looking into the text.

import { until } from "./time.js";

const MARK = "#".charCodeAt(0);
const DIGITS = 8;
/** Numbers begin here, so that all have the same length. */
const FIRST = 10_000_000;

let last = FIRST;

/** A ledger for documents in which each number is awaited by so many readers. */
export function ledger(readers) {
  const sent = new Map();
  const taken_ms = [];
  const missing = () => sent.size * readers - taken_ms.length;
  return {
    /** How long each delivery took. */
    taken_ms,
    /** The numbers that somebody else has seen. */
    shown: () => [...sent].filter(([, entry]) => entry.left < readers).map(([number]) => number),
    /** The part that has arrived. */
    arrived: () => taken_ms.length / (sent.size * readers),
    written: () => sent.size,
    write(client) {
      last += 1;
      sent.set(last, { at: performance.now(), by: client, left: readers });
      client.write(`#${last}`);
    },
    seen(bytes, client) {
      const now = performance.now();
      for (const number of numbers(bytes)) {
        const entry = sent.get(number);
        // Some servers send a writer its own back.
        if (!entry || entry.by === client || entry.left === 0) continue;
        entry.left -= 1;
        taken_ms.push(now - entry.at);
      }
    },
    /** Waits until everything has arrived; false if it has not in time. */
    complete: (limit_ms) => until(() => missing() === 0, limit_ms),
  };
}

/** The numbers in a message or a text. */
export function* numbers(bytes) {
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at + 1)) {
    const number = Number(bytes.toString("latin1", at + 1, at + 1 + DIGITS));
    if (number > FIRST) yield number;
  }
}

/** Calls `act` so many times a second, for so many seconds; a late call is made up for. */
export async function paced(rate, seconds, act) {
  const begin = performance.now();
  const total = Math.round(rate * seconds);
  for (let done = 0; done < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) / 1_000) * rate) + 1);
    for (; done < due; done += 1) act(done);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
