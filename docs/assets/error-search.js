"use strict";

// The index of errors: a field that takes a message pasted whole and shows the entries that share most words with it. A
// word counts more, the fewer entries have it; numbers do not count. Without this script the index is whole.
(() => {
  const SHOWN = 5;
  const LEAST = 0.25; // of the weight of all words that any entry has
  const wordsOf = (text) => new Set(text.toLowerCase().match(/[\p{L}_][\p{L}\d_]+/gu) || []);

  // An entry is one message or several, and the paragraph below them.
  const entries = [];
  for (const first of document.querySelectorAll(".error-message[id]")) {
    const parts = [first];
    while (!parts.at(-1).matches(".error-cause")) parts.push(parts.at(-1).nextElementSibling);
    const messages = parts.slice(0, -1).map((part) => wordsOf(part.textContent));
    entries.push({ parts, messages });
  }
  if (!entries.length) return;

  const counts = new Map();
  for (const { messages } of entries) {
    for (const word of new Set(messages.flatMap((words) => [...words]))) counts.set(word, (counts.get(word) || 0) + 1);
  }
  const weight = (words) => {
    let sum = 0;
    for (const word of words) if (counts.has(word)) sum += Math.log(1 + entries.length / counts.get(word));
    return sum;
  };

  const form = document.createElement("form");
  form.className = "error-search";
  form.role = "search";
  const label = document.createElement("label");
  label.htmlFor = "error-search";
  label.textContent = "Paste a message";
  const input = document.createElement("textarea");
  input.id = "error-search";
  input.rows = 2;
  input.spellcheck = false;
  input.placeholder = "RuntimeError: view size is not compatible with ...";
  const output = document.createElement("output");
  output.htmlFor = "error-search";
  const results = document.createElement("div");
  form.append(label, input, output, results);
  entries[0].parts[0].closest("article").querySelector("h2").before(form);

  // Of two entries that share the same words, the one whose message has fewer others is nearer.
  const nearness = (query, words) => {
    const shared = weight([...words].filter((word) => query.has(word)));
    return { share: shared / weight(query), rank: shared / Math.sqrt(weight(words)) };
  };
  const find = () => {
    const query = wordsOf(input.value);
    const found = entries
      .map(({ parts, messages }) => {
        const near = messages.map((words) => nearness(query, words)).sort((a, b) => b.rank - a.rank)[0];
        return { parts, ...near };
      })
      .filter(({ share }) => share >= LEAST)
      .sort((a, b) => b.rank - a.rank)
      .slice(0, SHOWN);
    results.replaceChildren();
    for (const { parts } of found) {
      for (const part of parts) {
        const copy = part.cloneNode(true);
        copy.removeAttribute("id");
        results.append(copy);
      }
    }
    const words = { 0: "No message here shares enough words with it.", 1: "1 message" };
    output.value = query.size ? words[found.length] || `${found.length} messages, the nearest first` : "";
  };
  input.addEventListener("input", find);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
