"use strict";

// The switch in the header: frameworks in tabs, or side by side in columns. overrides/main.html, which makes
// `rosettaChoices`, sets the remembered view before the page is drawn.
(() => {
  const header = document.querySelector(".md-header__inner");
  if (!header || !document.querySelector(".comparison")) return;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-header__button md-icon rosetta-view";
  button.innerHTML =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true">' +
    '<path d="M3 4h8v16H3zm2 2v12h4V6zm8-2h8v16h-8zm2 2v12h4V6z"/></svg>';
  header.querySelector(".md-header__title").after(button);

  const show = (view) => {
    document.documentElement.dataset.view = view;
    button.setAttribute("aria-pressed", String(view === "columns"));
    button.title = view === "columns" ? "Show frameworks in tabs" : "Show frameworks side by side";
    button.setAttribute("aria-label", "Show frameworks side by side");
  };
  show(document.documentElement.dataset.view);
  button.addEventListener("click", () => {
    const view = document.documentElement.dataset.view === "columns" ? "tabs" : "columns";
    rosettaChoices.set("__view", view);
    show(view);
  });
})();

// What the theme's script leaves out for people who do not see the page: names of its copy buttons' groups, and code
// that scrolls sideways must be reachable by keyboard.
(() => {
  const update = () => {
    for (const group of document.querySelectorAll("nav.md-code__nav")) group.setAttribute("role", "presentation");
    for (const block of document.querySelectorAll(".comparison pre > code")) {
      if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
      else block.removeAttribute("tabindex");
    }
  };
  new MutationObserver(update).observe(document.querySelector("article") || document.body, {
    childList: true,
    subtree: true,
  });
  addEventListener("load", update);
  addEventListener("resize", update);
  document.addEventListener("change", update);
})();

// The API map: a field above its tables that leaves only the rows whose code or names hold every word typed. Words may
// come with the address (`?q=gather`). Without this script the tables are whole.
(() => {
  const tables = [...document.querySelectorAll("table.rows")];
  if (!tables.length) return;

  // A family is a heading and all up to the next: the inputs, and parts with a table each. Parts above the first heading
  // are a family too, but what stands between them is the page's own and stays.
  const families = new Map();
  for (const table of tables) {
    const part = table.parentElement;
    let rest = [];
    let heading = part.previousElementSibling;
    for (; heading && !heading.matches("h2"); heading = heading.previousElementSibling) {
      if (!heading.matches(".rows-part")) rest.push(heading);
    }
    rest = heading ? [heading, ...rest] : [];
    const rows = [...table.tBodies[0].rows].map((row) => {
      const cells = [...row.cells].slice(0, -1).map((cell) => cell.textContent);
      return { row, text: cells.join(" ").toLowerCase() };
    });
    if (!families.has(heading)) families.set(heading, { rest, parts: [] });
    families.get(heading).parts.push({ part, rows });
  }

  const form = document.createElement("form");
  form.className = "rows-filter";
  form.role = "search";
  form.innerHTML =
    '<label for="rows-filter">Find a name of any framework</label>' +
    '<input id="rows-filter" type="search" autocomplete="off" spellcheck="false" placeholder="gather">' +
    '<output for="rows-filter"></output>';
  const [[heading, { parts }]] = families;
  (heading || parts[0].part).before(form);
  const [input, output] = [form.querySelector("input"), form.querySelector("output")];

  const filter = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { rest, parts } of families.values()) {
      let inFamily = 0;
      for (const { part, rows } of parts) {
        let inPart = 0;
        for (const { row, text } of rows) {
          const hidden = !words.every((word) => text.includes(word));
          if (row.hidden !== hidden) row.hidden = hidden;
          inPart += !hidden;
        }
        part.hidden = !inPart;
        inFamily += inPart;
      }
      for (const element of rest) element.hidden = !inFamily;
      count += inFamily;
    }
    output.value = words.length ? `${count} ${count === 1 ? "row" : "rows"}` : "";
  };
  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) filter();

  // A link to a name on this page must not lead to a row that is left out.
  const showTarget = () => {
    let name;
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      return; // no address of ours, such as `#%E0`
    }
    const target = document.getElementById(name);
    if (!target?.closest("[hidden]")) return;
    input.value = "";
    filter();
    target.scrollIntoView();
  };
  addEventListener("hashchange", showTarget);
  showTarget();
})();
