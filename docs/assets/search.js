"use strict";

// Opens the search: by its button in the header, by `/`, `s` or Ctrl+K, or by an address with words (`?q=gather`).
// Nothing of it is loaded before that. An element `<div data-lookup></div>` on the page becomes a field of its own.
(() => {
  const button = document.querySelector("[data-search]");
  const warn = (error) => console.warn(error);
  const open = (words) => {
    import("./search/data.js").then(({ load }) => Promise.all(["names.json", "words.json"].map(load))).catch(warn);
    import("./search/dialog.js").then((search) => search.open(words)).catch(warn);
  };
  const isWriting = (element) => element.isContentEditable || element.matches("textarea, select, input");

  button?.addEventListener("click", () => open());
  addEventListener("keydown", (event) => {
    const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const isLetter = ["/", "s"].includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isElsewhere = isWriting(event.target) && !/^(radio|checkbox|button)$/.test(event.target.type);
    if (!isCommand && !(isLetter && !isElsewhere && !document.querySelector("dialog[open]"))) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  });
  const words = new URLSearchParams(location.search).get("q");
  if (words) open(words);
  if (document.querySelector("[data-lookup]")) import("./search/lookup.js").catch(warn);
})();
