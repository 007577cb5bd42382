// Somebody who types in Talka without a look at the caret, restructures, takes back and loses the line.

import { expect } from "../../stories/talka.js";
import { field, saved } from "../hands.js";
import { isForeign, isLeftOf, lettersOf, structure, tell, word } from "./words.js";

const NAME = "summary.lv";
const STEPS = { write: 60, bold: 4, enter: 5, block: 6, elsewhere: 10, undo: 5, away: 2 };
const BLOCKS = ["Control+Alt+2", "Control+Alt+0", "Control+Shift+8", "Control+Shift+7", "Control+Shift+9"];

export async function talka(name, page, alphabet, luck) {
  // `wrote` is what stood after the last word: redo may bring that back, when an undo was refused in between.
  const me = { name, page, alphabet, typed: 0, stands: "", wrote: "", away: false };
  await page.evaluate(lookAtText, NAME);

  /** Each block with what it stands in. */
  me.lines = () => page.evaluate(() => window.soak.lines());
  const text = async () => (await me.lines()).join("\n");

  /** Its own letters never leave the page they were typed in, and never change their order. */
  async function check(after) {
    const now = await text();
    tell(`${name} ${after}`, now);
    expect(lettersOf(now, alphabet), `${name} after ${after}: ${now}`).toBe(me.stands);
  }

  async function write() {
    const letters = word(alphabet, me.typed);
    me.typed += 1;
    await page.keyboard.type(`${letters} `);
    me.stands += letters;
    me.wrote = me.stands;
    await check(`word ${letters}`);
  }

  /** Nothing is restructured where foreign editors type. */
  const mayRestructure = () => page.evaluate(() => window.soak.around()).then((around) => !isForeign(around));

  async function elsewhere() {
    tell(`${name} goes elsewhere`, "");
    const found = await page.evaluate(([at, offset]) => window.soak.go(at, offset), [luck.below(1000), luck.below(1000)]);
    if (found && (await mayRestructure())) {
      if (luck.below(2)) await page.keyboard.press("Enter");
      else {
        await page.keyboard.press("Home");
        await page.keyboard.press("Backspace");
      }
    }
    await page.evaluate((own) => window.soak.goBehind(own), alphabet);
  }

  async function undo() {
    await page.keyboard.press("Control+z");
    if (luck.below(2)) await page.keyboard.press("Control+Shift+z");
    const left = lettersOf(await text(), alphabet);
    expect(isLeftOf(left, me.wrote), `${name} undid to ${left} from ${me.stands}, wrote ${me.wrote}`).toBe(true);
    me.stands = left;
    await page.evaluate((own) => window.soak.goBehind(own), alphabet);
  }

  /** The line is cut, and one goes on writing. */
  async function away() {
    me.away = true;
    await page.context().setOffline(true);
    for (let words = 2 + luck.below(6); words > 0; words -= 1) await write();
    await page.context().setOffline(false);
    await saved(page);
    me.away = false;
  }

  const restructured = {
    enter: async () => (await mayRestructure()) && (await page.keyboard.press("Enter")),
    block: async () => (await mayRestructure()) && (await page.keyboard.press(luck.pick(BLOCKS))),
    elsewhere,
    undo,
  };

  me.step = async (turn) => {
    const step = luck.weighed(STEPS);
    tell(`${name} ${step}`, "");
    if (step === "write") return write();
    if (step === "bold") return page.keyboard.press("Control+b");
    if (step === "away") return turn(away);
    await turn(async () => {
      await restructured[step]();
      await saved(page);
    });
    return check(step);
  };
  me.structure = async () => structure(await me.lines());
  me.settled = () => saved(page);
  me.begin = async (words, behind) => {
    await field(page).click();
    await page.evaluate(([words, behind]) => window.soak.goBeside(words, behind), [words, behind]);
    await write();
  };
  return me;
}

/** Runs in the page. */
function lookAtText(name) {
  const host = document.querySelector(`[data-field="${name}"]`);
  const BLOCK = "p,h1,h2,h3,h4,h5,h6,pre";
  const blocks = () => [...host.querySelectorAll(BLOCK)];
  const letters = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (let at = 0; at < node.data.length; at += 1) found.push([node, at]);
    return found;
  };
  const caret = (node, at) => {
    host.focus({ preventScroll: true });
    getSelection().collapse(node, at);
  };
  const around = (block) => {
    const list = blocks();
    const at = list.indexOf(block);
    return [list[at - 1], block, list[at + 1]].map((near) => near?.textContent ?? "").join("\n");
  };
  window.soak = {
    lines: () =>
      blocks().map((block) => {
        let tags = "";
        for (let node = block; node !== host; node = node.parentElement) tags = `<${node.tagName}>${tags}`;
        return `${tags}${block.textContent}`;
      }),
    around: () => {
      const { anchorNode } = getSelection();
      const element = anchorNode?.nodeType === 3 ? anchorNode.parentElement : anchorNode;
      return around(element?.closest(BLOCK));
    },
    go: (which, where) => {
      const list = blocks();
      const block = list[which % list.length];
      const found = letters(block);
      if (found.length === 0) return false;
      caret(...found[where % found.length]);
      return true;
    },
    goBehind: (own) => {
      const last = letters(host).findLast(([node, at]) => own.includes(node.data[at]));
      if (last) caret(last[0], last[1] + 1);
    },
    goBeside: (words, behind) => {
      const all = letters(host);
      const whole = all.map(([node, at]) => node.data[at]).join("");
      const at = whole.indexOf(words) + (behind ? words.length - 1 : 0);
      caret(all[at][0], all[at][1] + (behind ? 1 : 0));
    },
  };
}
