// Figures of several rounds as one table.

/** The value below which this share of a list is; nothing of an empty list. */
export function part(list, share) {
  const sorted = [...list].sort((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** The middle one, or the mean of the two in the middle; nothing of an empty list. */
export function median(list) {
  if (list.length === 0) return undefined;
  const sorted = [...list].sort((one, two) => one - two);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** Collects the values of every round, by figure and server. */
export function figures() {
  const rows = new Map();
  return {
    add(server, values) {
      for (const [figure, value] of Object.entries(values)) {
        if (!rows.has(figure)) rows.set(figure, new Map());
        const row = rows.get(figure);
        row.set(server, [...(row.get(server) ?? []), value]);
      }
    },
    /** `{ figure: { server: { median, rounds } } }` */
    json: () =>
      Object.fromEntries([...rows].map(([figure, row]) => [figure, Object.fromEntries([...row].map(summary))])),
    table: (servers) => table([...rows].map(([figure, row]) => [figure, ...servers.map((name) => cell(row.get(name)))]), [
      "figure",
      ...servers,
    ]),
  };
}

const summary = ([server, rounds]) => [server, { median: middle(rounds), rounds }];

/** The median of the rounds; one that came to nothing is left out. */
const middle = (rounds) => median(rounds.filter((value) => Number.isFinite(value)));

const cell = (rounds = []) => {
  const value = middle(rounds);
  return value === undefined ? "–" : short(value);
};

/** Three digits that say something, and no more. */
export function short(value) {
  const digits = Math.abs(value) >= 100 || value === 0 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

/** Rows as Markdown, in columns of one width. */
function table(rows, head) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((text, at) => (at ? text.padStart(widths[at]) : text.padEnd(widths[at]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, at) => (at ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}
