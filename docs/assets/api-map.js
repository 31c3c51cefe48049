"use strict";

// A family of the API map: a field above its table that leaves only the rows whose code or names hold every word typed,
// the row about the name typed first. Words may come with the address (`?find=gather`). Without this script the table is
// whole.
(() => {
  const body = document.querySelector("table.rows")?.tBodies[0];
  if (!body) return;

  const clean = (text) => text.toLowerCase().trim();
  const rows = [...body.rows].map((row) => {
    const cells = [...row.cells].slice(0, -1);
    return {
      row,
      text: cells.map((cell) => clean(cell.textContent)).join(" "),
      subjects: cells.map((cell) => clean(cell.querySelector("a")?.textContent || "")),
      names: cells.flatMap((cell) => [...cell.querySelectorAll("[id]")].map((name) => clean(name.id))),
    };
  });

  // How near a name is to what was typed: the whole name or its end, a beginning, a part, or nothing of it.
  const distance = (name, word) => {
    const last = name.slice(name.lastIndexOf(".") + 1);
    if (name === word) return 0;
    if (last === word || name.endsWith(`.${word}`)) return name.length / 1000; // `torch.sum` before `torch.Tensor.sum`
    if (name.startsWith(word) || last.startsWith(word)) return 1;
    return name.includes(word) ? 2 : 3;
  };
  const nearest = (names, word) => Math.min(3, ...names.map((name) => distance(name, word)));
  const rank = ({ subjects, names }, words) =>
    words.reduce((sum, word) => sum + 2 * nearest(subjects, word) + nearest(names, word), 0);

  const form = document.createElement("form");
  form.className = "rows-filter";
  document.body.classList.add("has-rows-filter"); // `:has()` would look through the page at every change of it
  form.role = "search";
  form.innerHTML =
    '<label for="rows-filter">Find a name in this family</label>' +
    '<input id="rows-filter" type="search" autocomplete="off" spellcheck="false">' +
    '<output for="rows-filter"></output>';
  const table = body.parentElement;
  const inputs = table.previousElementSibling?.matches(".inputs") ? table.previousElementSibling : null;
  (inputs || table).before(form);
  const [input, output] = [form.querySelector("input"), form.querySelector("output")];

  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const left = rows.filter(({ text, names }) =>
      words.every((word) => text.includes(word) || names.some((name) => name.includes(word))),
    );
    const kept = new Set(left);
    for (const one of rows) one.row.hidden = !kept.has(one);
    const ranks = new Map(left.map((one) => [one, rank(one, words)]));
    const order = words.length ? left.sort((one, other) => ranks.get(one) - ranks.get(other)) : rows;
    body.append(...order.map(({ row }) => row));
    output.value = words.length ? `${left.length} ${left.length === 1 ? "row" : "rows"}` : "";
  };
  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  input.value = new URLSearchParams(location.search).get("find") || "";
  if (input.value) filter();

  // A link to a name on this page must not lead to a row that is left out.
  const showTarget = () => {
    const target = document.getElementById(apiMapHash());
    if (!target?.closest("[hidden]")) return;
    input.value = "";
    filter();
    target.scrollIntoView();
  };
  addEventListener("hashchange", showTarget);
  showTarget();
})();

// The entry to the API map: all names stood on one page once, and addresses of that time (`#torch.gather`, `#losses`)
// lead on to the page of their family. Without this script the list of families is there.
(() => {
  const families = [...document.querySelectorAll("a.family")];
  if (!families.length) return;

  const leadOn = async () => {
    const name = apiMapHash();
    if (!name) return;
    const family = families.find((link) => link.id === name);
    if (family) {
      location.replace(family.href);
      return;
    }
    if (document.getElementById(name)) return;
    const answer = await fetch(new URL("names.json", location.href));
    const concept = name.split("-")[0]; // of an address such as `#api_layers-lstm`
    for (const [page, names] of Object.entries(await answer.json())) {
      if (names.includes(name) || names.includes(concept)) location.replace(`${page}/#${encodeURIComponent(name)}`);
    }
  };
  addEventListener("hashchange", leadOn);
  leadOn();
})();

function apiMapHash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // no address of ours, such as `#%E0`
  }
}
