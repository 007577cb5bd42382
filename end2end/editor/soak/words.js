// Numbered words, each person's in an alphabet of its own; what was there before is in capitals.

/** How a page shows each block, by its name in the document; headings are `H` and their level. */
export const TAGS = {
  paragraph: "P",
  blockquote: "BLOCKQUOTE",
  bulletList: "UL",
  orderedList: "OL",
  listItem: "LI",
  codeBlock: "PRE",
};

export const ALPHABETS = {
  ann: "abcdefghij",
  ben: "klmnopqrst",
  tiptap: "āčēģīķļņšū",
  peer: "ąćęłńóśźżě",
};

/** Those whose letters no copy brings after text that somebody else moves at the same moment. */
const FOREIGN = /[āčēģīķļņšūąćęłńóśźżě]/;

export const isForeign = (text) => FOREIGN.test(text);

/** The number as a word. */
export const word = (alphabet, number) => [...String(number)].map((digit) => alphabet[Number(digit)]).join("");

/** One person's letters of a text. */
export const lettersOf = (text, alphabet) => [...text].filter((letter) => alphabet.includes(letter)).join("");

/** The blocks of a text without what is being typed, to see whether its structure has arrived. */
export const structure = (lines) => lines.map((line) => line.replace(/[^A-Z<>/]/g, "")).join("\n");

/** Whether `part` is `whole` with letters taken out. */
export function isLeftOf(part, whole) {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at += 1;
  return at === part.length;
}

/** What happens, for whoever looks for a fault: `SOAK_TELL=1`. */
export function tell(what, text) {
  if (process.env.SOAK_TELL) console.log(`${Date.now() % 1_000_000} ${what}: ${text.replaceAll("\n", " | ")}`);
}
