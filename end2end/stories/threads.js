// Many threads at once: what a page would take an hour to open is sent as the page sends it.

import { randomBytes } from "node:crypto";

/** The server takes so many acts of one account in a minute (`model::limits::WRITES_A_MINUTE`). */
const AT_ONCE = 250;
const REMARK = 2;

const varint = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...varint(number >>> 7)]);
const bytes = (list) => [...varint(list.length), ...list];
const text = (words) => bytes([...Buffer.from(words, "utf8")]);
const id = (uuid) => bytes([...Buffer.from(uuid.replaceAll("-", ""), "hex")]);

/** What `threads::open` takes: proposal, field, anchor, severity, whether words may be gone, comment, id. */
const opening = (proposal, field, words) => [
  ...id(proposal),
  ...text(field),
  ...[text("{}"), text("{}"), text(words), text(""), text(""), varint(0)].flat(),
  REMARK,
  0,
  ...text("?"),
  ...bytes([...randomBytes(16)]),
];

/** Opens a thread on each of these words, in the name of whoever is signed in on the pages by turns. */
export async function openThreads(pages, proposal, field, quotes) {
  if (quotes.length > AT_ONCE * pages.length) throw new Error("too many for these people");
  for (const [number, page] of pages.entries()) {
    const bodies = quotes.slice(number * AT_ONCE, (number + 1) * AT_ONCE).map((words) => opening(proposal, field, words));
    const answers = await page.evaluate(async (bodies) => {
      const answers = [];
      for (const body of bodies) {
        const answer = await fetch("/api/threads/open", {
          method: "POST",
          headers: { "content-type": "application/x-postcard" },
          body: new Uint8Array(body),
        });
        answers.push(answer.status);
      }
      return answers;
    }, bodies);
    const refused = answers.filter((status) => status !== 200);
    if (refused.length > 0) throw new Error(`refused: ${refused}`);
  }
}
