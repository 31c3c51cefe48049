"use strict";

// The page of differences: fields above its table leave only the rows of a topic, of a harm, and those that somebody
// new to a framework meets. Without this script the table is whole.
(() => {
  const marked = [...document.querySelectorAll("td[data-harm]")];
  if (!marked.length) return;
  const rows = marked.map((cell) => ({ row: cell.parentElement, ...cell.dataset }));
  const table = marked[0].closest("table");
  table.dataset.values = "hidden";

  const form = document.createElement("form");
  form.className = "differences-filter";
  const field = (label, choices) => {
    const select = document.createElement("select");
    for (const [value, text] of choices) select.append(new Option(text, value));
    const wrapper = document.createElement("label");
    wrapper.append(label, select);
    form.append(wrapper);
    return select;
  };
  const topics = [...new Set(rows.map(({ topic }) => topic))].sort((one, other) => one.localeCompare(other));
  const topic = field("Topic", [["", "All topics"], ...topics.map((name) => [name, name])]);
  const meets = field("I port to", [
    ["", "Any framework"],
    ["pytorch", "PyTorch"],
    ["tensorflow", "TensorFlow"],
    ["keras", "Keras"],
  ]);
  const harm = field("Kind", [
    ["", "All kinds"],
    ["likely", "Silent, likely"],
    ["rare", "Silent, rare"],
    ["loud", "Loud: an error"],
  ]);
  harm.value = "likely"; // what somebody who reads this page should know first
  const box = document.createElement("input");
  box.type = "checkbox";
  const label = document.createElement("label");
  label.className = "differences-values";
  label.append(box, "Show the values");
  const count = document.createElement("output");
  form.append(label, count);

  const filter = () => {
    let shown = 0;
    for (const one of rows) {
      const kept =
        (!topic.value || one.topic === topic.value) &&
        (!meets.value || one.meets.split(" ").includes(meets.value)) &&
        (!harm.value || one.harm === harm.value);
      one.row.hidden = !kept;
      shown += kept;
    }
    count.value = `${shown} of ${rows.length}`;
  };
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("change", () => (table.dataset.values = box.checked ? "shown" : "hidden"));
  (table.closest(".md-typeset__scrollwrap") || table).before(form);
  filter();
})();
