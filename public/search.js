// Opens the search over any page with / or Ctrl+K, and shows what is found as somebody types: parts of
// the page /search, which the server writes. Without this script the link in the header leads there.

const WAIT_MS = 150;
const PLAIN_INPUTS = ["checkbox", "radio", "button", "submit"];
// Stands in this browser's storage where the key / opens nothing: who speaks to the computer, or hits keys
// by accident, can switch a single key off (WCAG 2.1.4).
const NO_SLASH = "talka-search-no-slash";

const dialog = document.getElementById("search-dialog");
const field = dialog?.querySelector("[type=search]");
const list = dialog?.querySelector("[role=listbox]");
const said = dialog?.querySelector("[role=status]");
const bySlash = dialog?.querySelector("[type=checkbox]");
let asking = null;
let waiting = 0;
let active = null;

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

/** Makes an option the one that Enter takes; none takes it from all. */
function choose(option) {
  active?.setAttribute("aria-selected", "false");
  active = option;
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** Letters as they are compared: small and without marks. */
function plain(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l").replaceAll("Ł", "L").toLowerCase();
}

/** The languages of the pages, as their buttons in the header say them. */
function languages() {
  const typed = plain(field.value.trim());
  const buttons = [...document.querySelectorAll(".languages button:not([aria-current])")];
  return buttons.map((button) => {
    const option = document.createElement("div");
    option.textContent = `${list.dataset.language}: ${button.querySelector(".unseen").textContent.trim()}`;
    option.addEventListener("click", () => {
      dialog.close();
      button.click();
    });
    return option;
  }).filter((option) => typed && plain(option.textContent).includes(typed));
}

function group(title, its) {
  const place = document.createElement("div");
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", title);
  const head = document.createElement("p");
  head.setAttribute("aria-hidden", "true");
  head.textContent = title;
  place.append(head);
  for (const option of its) {
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.tabIndex = -1;
    place.append(option);
  }
  return place;
}

function show(page) {
  const groups = [...page.querySelectorAll("[data-group]")];
  const ways = groups.find((it) => it.matches("nav"));
  const go = ways?.dataset.group ?? list.dataset.language;
  const first = [...(ways?.querySelectorAll("a") ?? []), ...languages()];
  const shown = first.length ? [group(go, first)] : [];
  for (const it of groups.filter((it) => it !== ways)) {
    shown.push(group(it.dataset.group, [...it.querySelectorAll("a[data-hit]")]));
  }
  choose(null);
  list.replaceChildren(...shown);
  options().forEach((option, number) => (option.id = `search-option-${number}`));
  list.hidden = options().length === 0;
  list.scrollTop = 0;
  field.setAttribute("aria-expanded", String(!list.hidden));
  said.textContent = field.value.trim() ? page.querySelector("[data-said]")?.textContent.trim() ?? "" : "";
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const asked = new URLSearchParams({ q: field.value, from: location.pathname });
  try {
    const answer = await fetch(`/search?${asked}`, { signal: asking.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch (cause) {
    if (cause.name === "AbortError") return;
    // The page itself says why: Enter leads to it.
    choose(null);
    list.replaceChildren();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    said.textContent = "";
  }
}

function open() {
  if (dialog.open) return;
  bySlash.checked = isSlashOn();
  dialog.showModal();
  field.select();
  void ask();
}

/** Within the page that is shown, a section is gone to without loading anything. */
function go(option) {
  dialog.close();
  const to = new URL(option.href ?? "", location.href);
  const section = to.pathname === location.pathname && !to.search && to.hash && document.getElementById(to.hash.slice(1));
  if (!section) return option.click();
  section.scrollIntoView();
  section.querySelector("h2")?.setAttribute("tabindex", "-1");
  section.querySelector("h2")?.focus({ preventScroll: true });
}

function moved(event) {
  const all = options();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length && !event.altKey) {
    event.preventDefault();
    const at = all.indexOf(active);
    const next = at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length;
    choose(all[next]);
  } else if (event.key === "Escape" && !event.isComposing) {
    // The browser would empty the field first.
    event.preventDefault();
    dialog.close();
  } else if (event.key === "Enter" && active && !event.isComposing) {
    event.preventDefault();
    go(active);
  }
}

/** Whether / opens the field; a browser that keeps nothing asks anew on every page. */
function isSlashOn() {
  try {
    return localStorage.getItem(NO_SLASH) === null;
  } catch {
    return bySlash.checked;
  }
}

function switchSlash() {
  try {
    if (bySlash.checked) localStorage.removeItem(NO_SLASH);
    else localStorage.setItem(NO_SLASH, "");
  } catch {
    // It stays as it is ticked, on this page.
  }
}

/** Whether a key belongs to what is typed into. */
function types(target) {
  if (target.isContentEditable) return "text";
  const is = target.matches?.("textarea, select, input");
  return is && !PLAIN_INPUTS.includes(target.type) ? "field" : "";
}

function pressed(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
  const held = event.ctrlKey || event.metaKey;
  const into = types(event.composedPath()[0]);
  // In a text Ctrl+K makes a link.
  const slash = event.key === "/" && !held && !into && isSlashOn();
  const letter = event.key.toLowerCase() === "k" && held && !event.shiftKey && into !== "text";
  if (!slash && !letter) return;
  event.preventDefault();
  open();
}

if (dialog) {
  addEventListener("keydown", pressed);
  field.addEventListener("keydown", moved);
  bySlash.addEventListener("change", switchSlash);
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT_MS);
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("a[role=option]");
    if (option && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  dialog.querySelector("form").addEventListener("submit", () => dialog.close());
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => asking?.abort());
  document.querySelector("[data-search-open]")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open();
  });
}
