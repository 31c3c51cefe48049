"use strict";

// "Copy runnable": a cell with the earlier lines of its file that it needs. Which lines these are, the build has worked
// out (`recorded/FRAMEWORK/CONCEPT.pieces.json`); the lines themselves are in the file that readers download.
(() => {
  const config = document.getElementById("__config");
  if (!config || !navigator.clipboard) return;
  const root = new URL(`${JSON.parse(config.textContent).base}/`, location.href);
  const kept = new Map();
  const load = (path) => {
    if (!kept.has(path)) {
      const answer = fetch(new URL(`recorded/${path}`, root)).then((found) => {
        if (!found.ok) throw new Error(`${found.status}`);
        return found.text();
      });
      answer.catch(() => kept.delete(path));
      kept.set(path, answer);
    }
    return kept.get(path);
  };

  const piece = async (framework, cell) => {
    const [concept, title] = cell.split("/");
    const [source, ranges] = await Promise.all([
      load(`${framework}/${concept}.py`),
      load(`${framework}/${concept}.pieces.json`),
    ]);
    const lines = source.split("\n");
    return JSON.parse(ranges)
      [title].map(([first, last]) => lines.slice(first - 1, last).join("\n"))
      .join("\n");
  };

  const copy = async (button, text) => {
    const label = button.textContent;
    try {
      const copied = await text();
      await navigator.clipboard.writeText(`${copied.trimEnd()}\n`);
      const count = copied.trimEnd().split("\n").length;
      button.textContent = `Copied ${count} ${count === 1 ? "line" : "lines"}`;
    } catch {
      button.textContent = "Could not be copied";
    }
    setTimeout(() => {
      button.textContent = label;
    }, 2500);
  };

  for (const cell of document.querySelectorAll("[data-cell]")) {
    const framework = cell.closest("[data-framework]")?.dataset.framework.toLowerCase();
    if (!framework || !cell.textContent.trim()) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-runnable";
    button.textContent = "Copy runnable";
    button.title = "Copy this code with the earlier lines that it needs";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copy(button, () => piece(framework, cell.dataset.cell)));
    cell.append(button);
  }

  const page = document.querySelector(".page-text button");
  if (page) {
    page.hidden = false;
    const address = page.parentElement.querySelector("a").href;
    page.addEventListener("click", () =>
      copy(page, async () => {
        const found = await fetch(address);
        if (!found.ok) throw new Error(`${found.status}`);
        return found.text();
      }),
    );
  }
})();
