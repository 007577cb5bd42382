// What stands on the screen, read from the texts themselves: a person finds things by their words,
// in the language of that person.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const LOCALES = join(dirname(fileURLToPath(import.meta.url)), "../../locales");
const cache = new Map();

/** A function that says a text of this language: `say("save")`, `say("state", "draft")`. */
export function words(language) {
  if (!cache.has(language)) cache.set(language, read(language));
  const texts = cache.get(language);
  return (key, value) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    if (typeof value === "object") return fill(text, value);
    return typeof text === "string" ? text : chosen(text, value);
  };
}

/** Any text of this key, whatever its variables say, as a regular expression. */
export function pattern(language, key) {
  const text = words(language)(key);
  const parts = text.split(/\{ ?\$\w+ ?\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.*)")}$`);
}

function fill(text, values) {
  return text.replace(/\{ ?\$(\w+) ?\}/g, (_, name) => String(values[name]));
}

function chosen(cases, value) {
  return cases.get(value) ?? cases.get("*");
}

function read(language) {
  const folder = join(LOCALES, language);
  const texts = new Map();
  for (const file of readdirSync(folder)) {
    readInto(texts, readFileSync(join(folder, file), "utf8"));
  }
  return texts;
}

/** Enough of Fluent for one-line texts and for texts that are one choice. */
function readInto(texts, source) {
  let cases = null;
  for (const line of source.split("\n")) {
    const begin = /^([a-z][\w-]*) = (.*)$/.exec(line);
    if (begin && /->\s*$/.test(begin[2])) {
      cases = new Map();
      texts.set(begin[1], cases);
    } else if (begin) {
      cases = null;
      texts.set(begin[1], begin[2]);
    }
    const option = cases && /^\s+(\*?)\[([\w-]+)\] (.*)$/.exec(line);
    if (option) {
      cases.set(option[2], option[3]);
      if (option[1]) cases.set("*", option[3]);
    }
  }
}
