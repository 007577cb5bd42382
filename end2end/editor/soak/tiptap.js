// A page with a real Tiptap editor over a real y-websocket provider. It writes behind its last letter, as
// somebody does who looks at the screen: its caret does not follow text that others move.

import { named, serve } from "./npm.js";
import { TAGS, isLeftOf, lettersOf, structure, tell, word } from "./words.js";
import { expect } from "../../stories/talka.js";

const STEPS = { write: 60, split: 6, join: 4, block: 6, bold: 4, undo: 4, away: 2 };

const SOURCE = `
import * as Y from "yjs";
import { WebsocketProvider } from "y-websocket";
import { Editor } from "@tiptap/core";
import { StarterKit } from "@tiptap/starter-kit";
import { TableKit } from "@tiptap/extension-table";
import { Collaboration } from "@tiptap/extension-collaboration";
import { yUndoPluginKey } from "@tiptap/y-tiptap";

const { proposal, field, alphabet } = window.soak;
const doc = new Y.Doc();
const provider = new WebsocketProvider(location.origin.replace("http", "ws") + "/collab", proposal, doc, { disableBc: true });
const synced = new Promise((resolve) => provider.once("sync", resolve));
await synced;
const editor = new Editor({
  element: document.body,
  extensions: [StarterKit.configure({ undoRedo: false }), TableKit, Collaboration.configure({ document: doc, field })],
});

const blocks = () => {
  const list = [];
  editor.state.doc.descendants((node, at) => { if (node.isTextblock) list.push({ node, at }); });
  return list;
};
const foreign = new RegExp(window.soak.foreign);
const mine = (letter) => alphabet.includes(letter);
Object.assign(window.soak, {
  lines: () => blocks().map(({ node, at }) => {
    const inside = editor.state.doc.resolve(at + 1);
    let tags = "";
    for (let depth = 1; depth <= inside.depth; depth += 1) {
      const { type, attrs } = inside.node(depth);
      tags += "<" + (window.soak.tags[type.name] ?? "H" + attrs.level) + ">";
    }
    return tags + node.textBetween(0, node.content.size, "", "");
  }),
  /** Letter by letter behind its last one, wherever others have put that meanwhile. */
  type: async (letters) => {
    for (const letter of letters) {
      let last = null;
      for (const { node, at } of blocks()) {
        [...node.textContent].forEach((letter, index) => { if (mine(letter)) last = at + 2 + index; });
      }
      editor.view.dispatch(editor.state.tr.insertText(letter, last));
      await new Promise((resolve) => setTimeout(resolve));
    }
  },
  /** The first letters, where there is none of them yet. */
  begin: (letters, words) => {
    const { node, at } = blocks().find(({ node }) => node.textContent.includes(words));
    const end = at + 1 + node.textContent.indexOf(words) + words.length;
    editor.view.dispatch(editor.state.tr.insertText(letters, end));
  },
  /** Does something at a random place where nobody's letters could be lost by it. */
  at: (which, where, does) => {
    const list = blocks();
    const index = which % list.length;
    const { node, at } = list[index];
    const near = [list[index - 1], list[index], list[index + 1]];
    if (near.some((near) => near && foreign.test(near.node.textContent))) return false;
    const offset = does === "join" ? 0 : where % (node.content.size + 1);
    const chain = editor.chain().setTextSelection(at + 1 + offset);
    ({
      split: () => chain.splitBlock(),
      join: () => chain.joinBackward(),
      heading: () => chain.toggleHeading({ level: 3 }),
      list: () => chain.toggleBulletList(),
      quote: () => chain.toggleBlockquote(),
    })[does]().run();
    return true;
  },
  bold: () => editor.chain().focus().toggleBold().run(),
  apart: () => yUndoPluginKey.getState(editor.state).undoManager.stopCapturing(),
  undo: () => editor.commands.undo(),
  leave: () => provider.disconnect(),
  back: () => provider.connect(),
  isSynced: () => provider.wsconnected && provider.synced,
  clock: () => [doc.clientID, Y.getState(doc.store, doc.clientID)],
});
window.soak.ready = true;
`;

export async function tiptap(page, proposal, alphabet, luck, heardBy) {
  const me = { name: "tiptap", page, alphabet, typed: 0, stands: "", away: false };
  await serve(page);
  const about = {
    proposal,
    field: "summary.lv",
    alphabet,
    foreign: "[āčēģīķļņšūąćęłńóśźżě]",
    tags: TAGS,
  };
  const script = `window.soak = ${JSON.stringify(about)}`;
  await page.route("**/npm/soak.js", (route) => route.fulfill({ contentType: "text/javascript", body: named(SOURCE) }));
  // A page that the server gave: one that a test makes up may not open a socket to this machine.
  await page.goto("/demo/info");
  await page.setContent("<!doctype html><title>Tiptap</title>");
  await page.addScriptTag({ content: script });
  await page.addScriptTag({ url: "/npm/soak.js", type: "module" });
  await page.waitForFunction(() => window.soak.ready);

  me.lines = () => page.evaluate(() => window.soak.lines());
  const text = async () => (await me.lines()).join("\n");

  async function write() {
    const letters = word(alphabet, me.typed);
    me.typed += 1;
    await page.evaluate((letters) => window.soak.type(letters), letters);
    me.stands += letters;
  }

  async function undo() {
    await page.evaluate(() => window.soak.apart());
    await write();
    await page.evaluate(() => window.soak.undo());
    const left = lettersOf(await text(), alphabet);
    expect(isLeftOf(left, me.stands), `tiptap undid to ${left} from ${me.stands}`).toBe(true);
    me.stands = left;
  }

  async function away() {
    me.away = true;
    await page.evaluate(() => window.soak.leave());
    for (let words = 2 + luck.below(6); words > 0; words -= 1) await write();
    await page.evaluate(() => window.soak.back());
    await page.waitForFunction(() => window.soak.isSynced());
    me.away = false;
  }

  me.step = async (turn) => {
    const step = luck.weighed(STEPS);
    tell(`${me.name} ${step}`, step === "write" ? "" : (await me.lines()).join("\n"));
    if (step === "write") return write();
    if (step === "bold") return page.evaluate(() => window.soak.bold());
    if (step === "undo") return undo();
    if (step === "away") return turn(away);
    const does = step === "block" ? luck.pick(["heading", "list", "quote"]) : step;
    const place = [luck.below(1000), luck.below(1000), does];
    return turn(async () => {
      await page.evaluate(([which, where, does]) => window.soak.at(which, where, does), place);
      await me.settled();
    });
  };
  me.structure = async () => structure(await me.lines());
  me.settled = async () => heardBy(await page.evaluate(() => window.soak.clock()));
  me.begin = async (words) => {
    const letters = word(alphabet, me.typed);
    me.typed += 1;
    await page.evaluate(([letters, words]) => window.soak.begin(`${letters} `, words), [letters, words]);
    me.stands += letters;
  };
  return me;
}
