// The server's disk is full while somebody types: the page says that nothing is saved, keeps every word
// and sends it when there is room again, without anybody's help. What is called saved outlives a power cut.

import { execFileSync } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editable, oneClick, openProposal, saved, text } from "./people.js";
import { expect, start, test } from "./talka.js";
import { words } from "./words.js";

const lv = words("lv");
const SUMMARY = { lv: "Kopsavilkums", pl: "Streszczenie" };

/** A small file system of its own, or the reason why there is none. */
async function smallDisk() {
  const folder = await mkdtemp(join(tmpdir(), "talka-disk-"));
  const umount = async () => {
    execFileSync("umount", ["--lazy", folder]);
    await rm(folder, { recursive: true });
  };
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], { stdio: "pipe" });
    return { folder, umount };
  } catch (error) {
    await rm(folder, { recursive: true });
    return { reason: `this machine mounts no file system for a test: ${error.message}` };
  }
}

/** Writes until there is no room for a byte more; what is to be removed to have room again. */
async function fill(folder) {
  const path = join(folder, "filler");
  const file = await open(path, "w");
  for (let bytes = 1 << 20; bytes >= 1; bytes >>= 1) {
    try {
      for (;;) await file.write(Buffer.alloc(bytes));
    } catch (error) {
      if (error.code !== "ENOSPC") throw error;
    }
  }
  await file.close();
  return path;
}

test("a full disk is told, keeps every word on the device, and heals by itself", async ({ browser }) => {
  const disk = await smallDisk();
  test.skip(disk.reason !== undefined, disk.reason);
  const talka = await start({ on: disk.folder });
  const { proposal } = await (await fetch(`${talka.url}/demo/proposal`, { method: "POST" })).json();
  const someone = async (who) => {
    const context = await browser.newContext({ baseURL: talka.url, locale: "en-GB" });
    const page = await context.newPage();
    await oneClick(page, who);
    await openProposal(page, proposal);
    return page;
  };
  const page = await someone("editor");
  const partner = await someone("partner-editor");
  const theirs = await editable(partner, SUMMARY.pl);
  const line = page.locator("[data-save-state]");
  await (await editable(page, SUMMARY.lv)).click();
  await page.keyboard.type("Before.");
  await saved(page);

  const filler = await fill(disk.folder);
  await page.keyboard.type(" While it was full,", { delay: 20 });
  await expect(line).toHaveText(lv("save-cannot-save"));
  await expect(line).toHaveAttribute("data-save-state", "offline");
  await expect(page.getByRole("status").filter({ hasText: lv("save-cannot-save") })).toHaveCount(1);
  await page.keyboard.type(" and still.", { delay: 20 });
  await expect(line).toHaveText(lv("save-cannot-save"));
  await expect(theirs).toHaveText("Before.");

  await rm(filler);
  await saved(page);
  await expect(theirs).toHaveText("Before. While it was full, and still.");
  await page.keyboard.type(" Written after it was freed.");
  await saved(page);

  await talka.kill();
  await talka.again();
  const reader = await someone("partner-editor");
  await editable(reader, SUMMARY.pl);
  await expect(text(reader, SUMMARY.pl)).toHaveText("Before. While it was full, and still. Written after it was freed.");
  await Promise.all([page, partner, reader].map((it) => it.context().close()));
  await talka.stop();
  await disk.umount();
});
