// What the tests of the editor do with a keyboard, and how they look at the text.

import { expect } from "../stories/talka.js";

/** An empty proposal of its own on the demo server. */
export async function blank(talka) {
  const answer = await fetch(`${talka.url}/demo/proposal`, { method: "POST" });
  return (await answer.json()).proposal;
}

/** Somebody of the demo at the Latvian text of a proposal. */
export async function sit(page, who, proposal) {
  await page.goto(`/demo/${who}`);
  await page.goto(`/proposals/${proposal}?lang=lv`);
  return page;
}

/** The same, as soon as the text can be typed into, with the caret in its first section. */
export async function write(page, who, proposal) {
  await sit(page, who, proposal);
  await live(page);
  await field(page).click();
  return page;
}

/** Waits until the text can be typed into; a fresh browser compiles the whole page first. */
export const live = (page) => expect(field(page)).toHaveAttribute("contenteditable", "true");

export const field = (page, name = "summary.lv") => page.locator(`[data-field="${name}"]`);

/** The text as HTML, without what is only the editor's own. */
export const drawn = (page, name) =>
  field(page, name).evaluate((host) => host.innerHTML.replace(/ (data-b|dir|rel)="[^"]*"| data-a=""/g, ""));

/** Waits until the text is drawn so. */
export async function shows(page, html, name) {
  await expect.poll(() => drawn(page, name)).toBe(html);
}

export async function saved(page) {
  await expect(page.locator("[data-save-state]").first()).toHaveAttribute("data-save-state", "saved");
}

/** Real input below the level of keys: input methods and phones. */
export async function composer(page) {
  const session = await page.context().newCDPSession(page);
  return {
    compose: (text) =>
      session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    /** As Android's keyboards do it: part of the text before the caret becomes the composition. */
    recompose: (text, from, to) =>
      session.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
        replacementStart: from,
        replacementEnd: to,
      }),
    commit: (text) => session.send("Input.insertText", { text }),
    /** AltGr as Windows sends it: Control and Alt together, with the letter that the key makes. */
    altGr: async (code, letter) => {
      const key = { code, key: letter, modifiers: 1 | 2, windowsVirtualKeyCode: code.charCodeAt(3) };
      await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
      await session.send("Input.dispatchKeyEvent", { type: "char", text: letter, unmodifiedText: letter, key: letter });
      await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    },
  };
}

/** The mouse as the browser's process has it, with what is dragged. */
export async function devtools(page) {
  const session = await page.context().newCDPSession(page);
  const mouse = (type, { x, y }, buttons, more = {}) =>
    session.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons, clickCount: 1, ...more });
  const dragged = (type, { x, y }, data) => session.send("Input.dispatchDragEvent", { type, x, y, data });
  return {
    /** Takes what is selected under one point to another one; things may happen on the way. */
    drag: async (from, to, meanwhile = async () => {}) => {
      await session.send("Input.setInterceptDrags", { enabled: true });
      const taken = new Promise((resolve) => session.once("Input.dragIntercepted", ({ data }) => resolve(data)));
      await mouse("mouseMoved", from, 0);
      await mouse("mousePressed", from, 1);
      for (const step of [3, 6, 9]) await mouse("mouseMoved", { x: from.x + step, y: from.y }, 1);
      const data = await taken;
      await meanwhile();
      for (const type of ["dragEnter", "dragOver", "drop"]) await dragged(type, to, data);
      await mouse("mouseReleased", to, 0);
      await session.send("Input.setInterceptDrags", { enabled: false });
    },
    /** Drops what comes from another program. */
    dropIn: async (to, items, files = []) => {
      const data = { items, files, dragOperationsMask: 1 };
      for (const type of ["dragEnter", "dragOver", "drop"]) await dragged(type, to, data);
    },
  };
}

/** The events of dragging what is selected to a point, where no mouse of the system can be had. */
export const drop = (page, { x, y }) =>
  page.evaluate(
    ([x, y]) => {
      const data = new DataTransfer();
      const send = (target, type) =>
        target.dispatchEvent(new DragEvent(type, { dataTransfer: data, clientX: x, clientY: y, bubbles: true, cancelable: true }));
      const from = getSelection().anchorNode.parentElement;
      send(from, "dragstart");
      const to = document.elementFromPoint(x, y);
      for (const type of ["dragenter", "dragover", "drop"]) send(to, type);
      send(from, "dragend");
    },
    [x, y],
  );

/** Pastes what another program has put on the clipboard: a real copy, whose data we choose, and a real paste. */
export async function paste(page, html, text = "", keys = "Control+v") {
  await page.evaluate(fillNextCopy, [html, text]);
  await page.keyboard.press("Control+c");
  await expect.poll(() => page.evaluate(() => window.clipboardFilled)).toBe(true);
  await page.keyboard.press(keys);
}

function fillNextCopy([html, text]) {
  window.clipboardFilled = false;
  // Chrome copies nothing while nothing is selected, unless a page says that it will.
  const willing = (event) => event.preventDefault();
  const fill = (event) => {
    if (html) event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    window.removeEventListener("beforecopy", willing, true);
    window.clipboardFilled = true;
  };
  window.addEventListener("beforecopy", willing, true);
  window.addEventListener("copy", fill, { capture: true, once: true });
}
