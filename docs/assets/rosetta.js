"use strict";

// How frameworks are shown. A wide screen has a switch: in tabs, or all of them side by side. A narrow one has a choice of
// two, which are shown together. overrides/main.html, which makes `rosettaChoices`, sets what is remembered before the
// page is drawn.
(() => {
  const title = document.querySelector(".md-header__title");
  const labels = [...document.querySelectorAll(".comparison .tabbed-labels label")];
  if (!title || !labels.length) return;
  const root = document.documentElement;

  const button = document.createElement("button");
  button.type = "button";
  button.className = "rosetta-view";
  button.textContent = "Side by side";
  const press = () => button.setAttribute("aria-pressed", String(root.dataset.view === "columns"));
  button.addEventListener("click", () => {
    root.dataset.view = root.dataset.view === "columns" ? "tabs" : "columns";
    rosettaChoices.set("__view", root.dataset.view);
    press();
  });
  press();

  const select = document.createElement("select");
  select.className = "rosetta-pair";
  select.ariaLabel = "Frameworks shown together";
  const names = [...new Set(labels.map((label) => label.dataset.framework))];
  const pairs = names.flatMap((one, place) => names.slice(place + 1).map((other) => [one, other]));
  select.add(new Option("One at a time", ""));
  for (const pair of pairs) select.add(new Option(pair.join(" + "), pair.join(" ")));
  select.value = root.dataset.pair || "";
  if (select.selectedIndex < 0) select.value = "";
  select.addEventListener("change", () => {
    root.dataset.pair = select.value;
    rosettaChoices.set("__pair", select.value);
  });
  title.after(button, select);
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
    for (const block of document.querySelectorAll(".comparison pre > code, .md-typeset__scrollwrap")) {
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
