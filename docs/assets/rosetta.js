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
  for (const label of document.querySelectorAll("label.md-nav__link[id]")) {
    // beside a group's own page, the theme leaves the name of the group's list to a label without words
    if (!label.textContent.trim()) label.setAttribute("aria-label", label.parentElement.textContent.trim());
  }
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
