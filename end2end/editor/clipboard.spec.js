// What comes in from elsewhere is cleaned, what goes out keeps its structure.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "../stories/talka.js";
import { blank, field, paste, shows, write } from "./hands.js";

/** HTML that a program itself has written; the files say how. */
const MADE = join(dirname(fileURLToPath(import.meta.url)), "../../model/tests/fixtures/clipboard");
const made = (name) => readFileSync(join(MADE, `${name}.html`), "utf8");

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

test("LibreOffice Writer itself: headings, marks, lists, a table with a wide cell", async () => {
  await paste(page, made("libreoffice-writer"));
  await expect(field(page).locator("td")).toHaveText(["Kas", "Cik", "kopā"]);
  await shows(
    page,
    "<h1>Jauniešu apmaiņa</h1><h2>Mērķis</h2>" +
      '<p>Daugavpils un Leszno <strong>kopā</strong> raksta <em>vienu</em> <u>tekstu</u>, ne <s>divus</s>: <a href="https://talka.example/">talka</a>.</p>' +
      "<p>Zażółć gęślą jaźń<br>otrā rinda</p>" +
      "<ul><li><p>viens</p><ul><li><p>iekšā</p></li></ul></li><li><p>divi</p></li></ul>" +
      "<ol><li><p>pirmais</p></li><li><p>otrais</p></li></ol>" +
      '<table><tbody><tr><td><p>Kas</p></td><td><p>Cik</p></td></tr><tr><td colspan="2"><p>kopā</p></td></tr></tbody></table>' +
      "<p>Beigas</p>",
  );
});

test("LibreOffice Calc itself: a table of plain cells", async () => {
  await paste(page, made("libreoffice-calc"));
  await expect(field(page).locator("td")).toHaveText(["Aktivitāte", "Summa", "Datums", "Apmaiņa, Leszno", "12500.5", "2026-03-01", "Tulkošana", "800", "2026-04-15"]);
  await expect(field(page).locator("tr")).toHaveCount(3);
});
