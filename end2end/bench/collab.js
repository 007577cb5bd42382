// How many updates a second a server takes, all on disk before anybody sees them: proposals with three
// writers each, load by npm's yjs in this process, the server in another one.
//
// `node collab.js URL`, with the server in demo mode at URL. Prints a line a rate: what was asked for,
// what arrived at the other two, and how long it took (ms). A rate is held when everything arrives and
// 99 of 100 within 100 ms.

import { WebSocket } from "ws";
import * as Y from "yjs";

const PROPOSALS = 20;
const PEOPLE = ["editor", "partner-editor", "admin"];
const SECONDS = 5;
const RATES = [500, 1_000, 2_000, 4_000, 6_000, 8_000, 12_000, 16_000];
const HELD_MS = 100;
const SETTLE_MS = 2_000;

const url = process.argv[2] ?? "http://127.0.0.1:3000";
const text = async (path) => (await fetch(`${url}${path}`, { method: "POST" })).text();
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A frame of the y-websocket protocol with one update. */
function frame(update) {
  const length = [];
  for (let left = update.length; ; left >>>= 7) {
    if (left < 128) {
      length.push(left);
      break;
    }
    length.push((left & 127) | 128);
  }
  return Buffer.concat([Buffer.from([0, 2, ...length]), update]);
}

const sent = new Map();
const taken = [];

/** Somebody who writes numbers and looks for those of others. */
async function writer(proposal, token) {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement("paragraph");
  const letters = new Y.XmlText();
  const socket = new WebSocket(`${url.replace("http", "ws")}/collab/${proposal}?token=${token}`);
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("close", (code) => code !== 1000 && console.error(`closed with ${code}`));
  socket.on("message", (bytes) => {
    const now = performance.now();
    for (let at = bytes.indexOf("#"); at >= 0; at = bytes.indexOf("#", at + 1)) {
      const number = Number(bytes.toString("latin1", at + 1, at + 9));
      if (sent.has(number)) taken.push(now - sent.get(number));
    }
  });
  doc.on("update", (update) => socket.send(frame(update)));
  doc.getXmlFragment("summary.lv").insert(0, [paragraph]);
  paragraph.insert(0, [letters]);
  return { write: (words) => letters.insert(letters.length, words), close: () => socket.close(1000) };
}

const writers = [];
const tokens = await Promise.all(PEOPLE.map((who) => text(`/demo/${who}/token`)));
for (let number = 0; number < PROPOSALS; number += 1) {
  const { proposal } = JSON.parse(await text("/demo/proposal"));
  for (const token of tokens) writers.push(await writer(proposal, token));
}
await pause(SETTLE_MS);

let number = 10_000_000;
for (const rate of RATES) {
  sent.clear();
  taken.length = 0;
  const begin = performance.now();
  let asked = 0;
  while (performance.now() - begin < SECONDS * 1_000) {
    const due = Math.min(((performance.now() - begin) / 1_000) * rate, rate * SECONDS);
    for (; asked < due; asked += 1) {
      number += 1;
      sent.set(number, performance.now());
      writers[number % writers.length].write(`#${number}`);
    }
    await pause(1);
  }
  await pause(SETTLE_MS);
  taken.sort((one, two) => one - two);
  const at = (share) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? Infinity;
  const arrived = taken.length / (asked * (PEOPLE.length - 1));
  const held = arrived === 1 && at(0.99) < HELD_MS;
  console.log(
    `${(asked / SECONDS).toFixed(0)}/s  arrived ${(arrived * 100).toFixed(1)} %  p50 ${at(0.5).toFixed(1)}  p99 ${at(0.99).toFixed(1)}  ${held ? "held" : "not held"}`,
  );
  if (!held) break;
}
for (const one of writers) one.close();
