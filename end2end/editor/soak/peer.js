// A client without an editor: npm's `yjs` and `y-websocket` in Node, which writes as Tiptap does.

import { expect } from "../../stories/talka.js";
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { TAGS, isForeign, isLeftOf, lettersOf, structure, tell, word } from "./words.js";

const STEPS = { write: 60, split: 5, join: 3, undo: 4, away: 2 };
const tag = (element) => TAGS[element.nodeName] ?? `H${element.getAttribute("level")}`;
const isText = (node) => node instanceof Y.XmlText;
const plain = (element) => {
  const parts = element.toArray().filter(isText);
  return parts.flatMap((part) => part.toDelta().map((run) => run.insert)).join("");
};

export async function peer(talka, proposal, token, alphabet, luck) {
  const me = { name: "peer", alphabet, typed: 0, stands: "", away: false };
  const doc = new Y.Doc();
  const address = `${talka.url.replace("http", "ws")}/collab`;
  const provider = new WebsocketProvider(address, proposal, doc, {
    WebSocketPolyfill: WebSocket,
    disableBc: true,
    params: { token },
  });
  const fragment = doc.getXmlFragment("summary.lv");
  const undoing = new Y.UndoManager(fragment, { trackedOrigins: new Set(["typing"]) });
  const isSynced = () => provider.wsconnected && provider.synced;
  await expect.poll(isSynced).toBe(true);

  const blocks = (node = fragment) =>
    node.toArray().flatMap((child) => {
      if (!(child instanceof Y.XmlElement)) return [];
      const isBlock = child.nodeName === "heading" || child.nodeName === "paragraph" || child.nodeName === "codeBlock";
      return isBlock ? [child] : blocks(child);
    });

  me.lines = async () =>
    blocks().map((block) => {
      let tags = "";
      for (let node = block; node !== fragment; node = node.parent) tags = `<${tag(node)}>${tags}`;
      return tags + plain(block);
    });
  const text = () => blocks().map(plain).join("\n");

  function place(wanted) {
    let last = null;
    for (const block of blocks()) {
      for (const part of block.toArray().filter(isText)) {
        const letters = part.toDelta().map((run) => run.insert).join("");
        for (let at = 0; at < letters.length; at += 1) if (wanted(letters, at)) last = [part, at + 1];
      }
    }
    return last;
  }

  function insert(place) {
    const letters = word(alphabet, me.typed);
    me.typed += 1;
    const [part, at] = place;
    doc.transact(() => part.insert(at, `${letters} `), "typing");
    me.stands += letters;
  }

  async function write() {
    insert(place((letters, at) => alphabet.includes(letters[at])));
    // The next turn of the event loop: others come to word.
    await new Promise((resolve) => setTimeout(resolve, 20 + luck.below(60)));
  }

  async function undo() {
    undoing.stopCapturing();
    await write();
    undoing.undo();
    const left = lettersOf(text(), alphabet);
    expect(isLeftOf(left, me.stands), `peer undid to ${left} from ${me.stands}`).toBe(true);
    me.stands = left;
  }

  async function away() {
    me.away = true;
    provider.disconnect();
    for (let words = 2 + luck.below(6); words > 0; words -= 1) await write();
    provider.connect();
    await expect.poll(isSynced).toBe(true);
    me.away = false;
  }

  /** As y-tiptap does it: one half stays, the other is written anew. */
  function restructure(does) {
    const list = blocks();
    const index = luck.below(list.length);
    const block = list[index];
    const near = [list[index - 1], block, list[index + 1]].filter(Boolean).map(plain);
    const parts = block.toArray();
    const simple = (it) => it.nodeName === "paragraph" && it.parent === fragment && it.length === 1 && isText(it.get(0));
    if (near.some(isForeign) || parts.length !== 1 || !simple(block)) return;
    if (does === "split") doc.transact(() => split(block, luck.below(parts[0].length + 1)));
    else if (simple(list[index - 1] ?? {}) && block !== fragment.get(0)) doc.transact(() => join(list[index - 1], block));
  }

  function split(block, at) {
    const part = block.get(0);
    const tail = cut(part.toDelta(), at);
    const anew = new Y.XmlElement("paragraph");
    const written = new Y.XmlText();
    written.applyDelta(tail);
    anew.insert(0, [written]);
    fragment.insert(fragment.toArray().indexOf(block) + 1, [anew]);
    part.delete(at, part.length - at);
  }

  function join(first, second) {
    const part = first.get(0);
    part.applyDelta([{ retain: part.length }, ...second.get(0).toDelta()]);
    fragment.delete(fragment.toArray().indexOf(second), 1);
  }

  me.heard = ([client, clock]) => expect.poll(() => Y.getState(doc.store, client)).toBeGreaterThanOrEqual(clock);
  me.step = async (turn) => {
    const step = luck.weighed(STEPS);
    tell(`${me.name} ${step}`, step === "write" ? "" : (await me.lines()).join("\n"));
    if (step === "write") return write();
    if (step === "undo") return undo();
    if (step === "away") return turn(away);
    return turn(async () => restructure(step));
  };
  me.structure = async () => structure(await me.lines());
  me.settled = () => expect.poll(isSynced).toBe(true);
  me.begin = async (words) => {
    const end = [...words].at(-1);
    insert(place((letters, at) => letters[at] === end && letters.slice(0, at + 1).endsWith(words)));
  };
  me.close = () => {
    provider.destroy();
    doc.destroy();
  };
  return me;
}

/** The runs of a delta behind an offset. */
function cut(delta, from) {
  let at = 0;
  return delta.flatMap((run) => {
    const start = Math.max(0, from - at);
    at += run.insert.length;
    return start < run.insert.length ? [{ ...run, insert: run.insert.slice(start) }] : [];
  });
}
