// A minute of four people in one section: two in Talka, one in a real Tiptap, one without an editor. All
// type, restructure, take back and lose the line; whoever types in Talka does not look at the caret.
//
// They restructure one after the other, because two who do that to one block at one moment double its
// text, as in every editor over Yjs; and nobody restructures where the foreign two type, whose letters no
// copy brings after moved text. `SOAK_SECONDS` and `SOAK_SEED` say how long, and which minute.

import { expect, test } from "../stories/talka.js";
import { paintedWords, select } from "../stories/people.js";
import { words } from "../stories/words.js";
import { blank, live, saved, sit, write } from "./hands.js";
import { chance } from "./soak/chance.js";
import { peer } from "./soak/peer.js";
import { talka as typist } from "./soak/talka.js";
import { tiptap } from "./soak/tiptap.js";
import { ALPHABETS, lettersOf } from "./soak/words.js";

const SECONDS = Number(process.env.SOAK_SECONDS || 60);
const SEED = Number(process.env.SOAK_SEED || Date.now() % 1_000_000);
/** What each types at least, however slow the machine is. */
const ENOUGH = Math.ceil(SECONDS / 4);
const lv = words("lv");

const PARAGRAPHS = ["ALPHA BETA GAMMA DELTA", "RIVERS AND TOWNS", "MEADOW", "HILLS AND FORESTS", "TIPTAP", "", "PEER"];
const COMMENTED = ["BETA GAMMA", "TOWNS", "FORESTS"];

async function comment(page, quote) {
  await select(page, "Kopsavilkums", quote);
  await page.getByRole("button", { name: lv("thread-comment-selection") }).click();
  await page.getByLabel(lv("thread-body")).fill(`About ${quote}`);
  await page.getByRole("button", { name: lv("thread-send"), exact: true }).click();
  await expect.poll(() => paintedWords(page)).toContain(quote);
}

/** One after the other; each waits until everybody who is connected has what the one before did. */
function turns(people) {
  let last = Promise.resolve();
  return (act) => {
    const mine = last.then(act).then(async () => {
      const here = people.filter((person) => !person.away);
      const agree = async () => new Set(await Promise.all(here.map((person) => person.structure()))).size;
      await expect.poll(agree, { message: "the structure arrives" }).toBe(1);
    });
    last = mine.catch(() => {});
    return mine;
  };
}

test("a minute of typing, structure, undo and lost lines leaves everything in order", { tag: "@devtools" }, async ({ talka, person }) => {
  test.setTimeout((SECONDS + 600) * 1000);
  console.log(`SOAK_SEED=${SEED} SOAK_SECONDS=${SECONDS}`);
  const proposal = await blank(talka);
  const annsPage = await write(await person(), "editor", proposal);
  for (const [number, line] of PARAGRAPHS.entries()) {
    if (number > 0) await annsPage.keyboard.press("Enter");
    await annsPage.keyboard.type(line);
  }
  await saved(annsPage);
  for (const quote of COMMENTED) await comment(annsPage, quote);
  const bensPage = await sit(await person(), "partner-editor", proposal);
  await live(bensPage);

  const tiptapsPage = await person({ serviceWorkers: "block", bypassCSP: true });
  await tiptapsPage.goto("/demo/partner-editor");
  const token = await (await fetch(`${talka.url}/demo/partner-editor/token`, { method: "POST" })).text();
  const nobody = await peer(talka, proposal, token, ALPHABETS.peer, chance(SEED + 4));
  const people = [
    await typist("ann", annsPage, ALPHABETS.ann, chance(SEED + 1)),
    await typist("ben", bensPage, ALPHABETS.ben, chance(SEED + 2)),
    await tiptap(tiptapsPage, proposal, ALPHABETS.tiptap, chance(SEED + 3), nobody.heard),
    nobody,
  ];
  const [ann, ben, foreign] = people;
  await ann.begin("DELTA", true);
  await ben.begin("ALPHA", false);
  await foreign.begin("TIPTAP");
  await nobody.begin("PEER");

  const turn = turns(people);
  const end = Date.now() + SECONDS * 1000;
  await Promise.all(
    people.map(async (person) => {
      while (Date.now() < end || person.typed < ENOUGH) await person.step(turn);
    }),
  );

  await saved(annsPage);
  await saved(bensPage);
  const texts = () => Promise.all(people.map(async (person) => (await person.lines()).join("\n")));
  await expect.poll(async () => new Set(await texts()).size, { message: "all show the same" }).toBe(1);
  const [text] = await texts();
  for (const person of people) {
    expect(lettersOf(text, person.alphabet), `${person.name}'s letters in ${text}`).toBe(person.stands);
  }
  for (const page of [annsPage, bensPage]) {
    const capitals = async () => (await paintedWords(page)).map((painted) => painted.replace(/[^A-Z]/g, "")).sort();
    await expect.poll(capitals).toEqual(COMMENTED.map((quote) => quote.replace(" ", "")).sort());
  }
  nobody.close();
});
