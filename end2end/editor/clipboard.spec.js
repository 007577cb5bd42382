// What comes in from elsewhere is cleaned, what goes out keeps its structure.

import { expect, test } from "../stories/talka.js";
import { blank, field, paste, shows, write } from "./hands.js";

let page;

test.beforeEach(async ({ talka, person }) => {
  page = await write(await person(), "editor", await blank(talka));
});

test("a web page: structure and safe links, nothing else", async () => {
  await paste(page, '<p style="color:red">eins <b>fett</b></p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><script>x</script><p>zwei <a href="javascript:1">bad</a> <a href="https://x.lv">good</a></p>');
  await shows(page, '<p>eins <strong>fett</strong></p><ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul><p>zwei bad <a href="https://x.lv">good</a></p>');
});

test("Google Docs: the wrapper is not bold, the spans are", async () => {
  await paste(page, '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">Docs</span><span style="font-weight:400;font-style:italic"> it</span></p></b>');
  await shows(page, "<p><strong>Docs</strong><em> it</em></p>");
});

test("Word: paragraphs that are items become lists", async () => {
  await paste(page, "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·   </span>eins</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.   </span>zwei</p><p class=MsoNormal>Text<o:p></o:p></p>");
  await shows(page, "<ul><li><p>eins</p><ol><li><p>zwei</p></li></ol></li></ul><p>Text</p>");
});

test("a spreadsheet: a table", async () => {
  await paste(page, "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>");
  await expect(field(page).locator("td")).toHaveText(["a", "1", "b", "2"]);
});

test("plain text: one paragraph a line; an address on words links them", async () => {
  await paste(page, "", "line one\r\nline two\n");
  await shows(page, "<p>line one</p><p>line two</p>");
  await page.keyboard.press("Shift+Home");
  await paste(page, "", "https://talka.example");
  await shows(page, '<p>line one</p><p><a href="https://talka.example">line two</a></p>');
});

test("copied words come back with their marks, cut words are gone", async () => {
  await page.keyboard.type("a ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("bold");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+x");
  await shows(page, "<p><br></p>");
  await page.keyboard.press("Control+v");
  await page.keyboard.press("Control+v");
  await shows(page, "<p>a <strong>bold</strong>a <strong>bold</strong></p>");
});
