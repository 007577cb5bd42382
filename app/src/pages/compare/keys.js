(() => {
  if (document.documentElement.dataset.keys) return;
  document.documentElement.dataset.keys = "compare";
  addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const changes = [...document.querySelectorAll("[data-compared] article[id^='change-']")];
    if (!changes.length || event.target.closest("select, input, textarea")) return;
    event.preventDefault();
    const here = changes.findIndex((it) => it.contains(document.activeElement) || `#${it.id}` === location.hash && !document.activeElement?.closest("article"));
    const to = changes[here < 0 ? (step > 0 ? 0 : changes.length - 1) : Math.min(Math.max(here + step, 0), changes.length - 1)];
    to.focus();
    to.scrollIntoView({ block: "center" });
  });
})();
