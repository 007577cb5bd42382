// Serves packages of node_modules to a page as the modules they are: names become addresses, nothing is bundled.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../node_modules");
const CONDITIONS = ["browser", "import", "module", "default"];
const SPECIFIER = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])([^"'\s]+)\2/g;

/** Answers everything below `/npm/` on this page from node_modules. */
export async function serve(page) {
  await page.route("**/npm/**", (route) => {
    const path = join(ROOT, new URL(route.request().url()).pathname.replace(/^\/npm\//, ""));
    if (!path.startsWith(ROOT) || !existsSync(path)) return route.fulfill({ status: 404 });
    const body = named(readFileSync(path, "utf8"), dirname(path));
    return route.fulfill({ contentType: "text/javascript", body });
  });
}

/** The same module with addresses instead of names. */
export function named(source, from = ROOT) {
  return source.replace(SPECIFIER, (whole, before, quote, name) => {
    if (/^[./]|^\w+:/.test(name)) return whole;
    return `${before}${quote}${address(name, from)}${quote}`;
  });
}

function address(name, from) {
  const parts = name.split("/");
  const owner = parts.splice(0, name.startsWith("@") ? 2 : 1).join("/");
  const folder = found(owner, from);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const inside = entry(about, ["."].concat(parts).join("/"));
  return `/npm/${relative(ROOT, join(folder, inside))}`;
}

function found(owner, from) {
  for (let folder = from; folder.startsWith(dirname(ROOT)); folder = dirname(folder)) {
    const here = folder.endsWith("node_modules") ? join(folder, owner) : join(folder, "node_modules", owner);
    if (existsSync(join(here, "package.json"))) return here;
  }
  throw new Error(`no package ${owner}`);
}

function entry(about, inside) {
  const { exports } = about;
  if (exports === undefined) return inside === "." ? (about.module ?? about.main ?? "index.js") : inside;
  const whole = typeof exports === "string" || !Object.keys(exports).some((key) => key.startsWith("."));
  const chosen = whole ? exports : (exports[inside] ?? pattern(exports, inside));
  const path = conditional(chosen);
  if (!path) throw new Error(`${about.name} does not export ${inside}`);
  return path;
}

function pattern(exports, inside) {
  for (const [key, value] of Object.entries(exports)) {
    const [start, end] = key.split("*");
    if (end === undefined || !inside.startsWith(start) || !inside.endsWith(end)) continue;
    const middle = inside.slice(start.length, inside.length - end.length);
    return conditional(value)?.replaceAll("*", middle);
  }
  return undefined;
}

function conditional(value) {
  if (typeof value === "string" || !value) return value;
  const key = CONDITIONS.find((condition) => conditional(value[condition]));
  return key && conditional(value[key]);
}
