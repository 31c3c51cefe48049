// A field that looks up a public name in the API map: any `<div data-lookup></div>` of a page becomes one. What stands
// in the element is for pages without script. `data-lookup="now"` loads the names at once, else the first focus does.
import { connect } from "./keys.js";
import { links, loadNames } from "./names.js";
import { rank } from "./rank.js";

const SHOWN = 8;
const build = (place, number) => {
  const form = document.createElement("form");
  form.className = "lookup";
  form.role = "search";
  const label = document.createElement("label");
  label.htmlFor = `lookup-${number}`;
  label.textContent = "Find a name of any framework";
  const field = document.createElement("input");
  Object.assign(field, { id: label.htmlFor, type: "search", autocomplete: "off", spellcheck: false });
  field.placeholder = "gather_nd, nn.Conv2d, Dense";
  field.setAttribute("autocapitalize", "off");
  const list = document.createElement("ol");
  list.className = "lookup-list found-list";
  list.hidden = true;
  const told = document.createElement("output");
  told.htmlFor = field.id;
  told.className = "found-told";
  const box = document.createElement("div");
  box.className = "lookup-box";
  box.append(field, list);
  form.append(label, box, told);
  place.replaceChildren(form);
  return { form, field, list, told };
};

const start = (place, number) => {
  const { form, field, list, told } = build(place, number);
  const show = async () => {
    const typed = field.value;
    let made = [];
    let problem = "";
    if (typed.trim()) {
      try {
        const table = await loadNames();
        made = links(table, rank(table.names, typed), SHOWN);
      } catch {
        problem = "The names could not be loaded. ";
      }
    }
    if (typed !== field.value) return; // somebody typed on meanwhile
    list.replaceChildren(...made.map((link) => {
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    list.hidden = !made.length;
    const none = typed.trim() ? "No such name here: the search (/) looks in all pages" : "";
    told.value = problem || (made.length ? `${made.length} ${made.length === 1 ? "place" : "places"}` : none);
    told.classList.toggle("found-aside", made.length > 0);
  };
  field.addEventListener("focus", () => loadNames().catch(() => {}), { once: true });
  field.addEventListener("input", show);
  field.addEventListener("focus", (event) => {
    if (!form.contains(event.relatedTarget)) show(); // who comes back from a link has closed the list
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.preventDefault();
    field.focus();
    list.hidden = true;
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) list.hidden = true;
  });
  connect(field, list);
  if (place.dataset.lookup === "now") loadNames().catch(() => {});
};

document.querySelectorAll("[data-lookup]").forEach(start);
