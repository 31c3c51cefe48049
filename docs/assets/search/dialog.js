// The dialog of the search: a field, and under it links to what answers.
import { links, loadAll } from "./find.js";
import { connect } from "./keys.js";

const ABOUT = "A name such as gather_nd or nn.Conv2d, an error message pasted whole, or a few words";
const HTML = `
  <form class="search-form" role="search">
    <input class="search-field" type="search" name="q" autocomplete="off" autocapitalize="off" spellcheck="false"
      aria-label="Search" aria-describedby="search-told" enterkeyhint="go">
    <button class="search-close" type="button" aria-label="Close the search"><kbd>Esc</kbd></button>
  </form>
  <div class="search-scroll">
    <ol class="search-list found-list"></ol>
    <p class="search-told" id="search-told" role="status"></p>
  </div>`; // nothing in it comes from data

const dialog = document.createElement("dialog");
dialog.className = "search";
dialog.setAttribute("aria-label", "Search");
dialog.innerHTML = HTML;
document.body.append(dialog);
const [form, field, list, told] = ["form", "input", "ol", "[role=status]"].map((one) => dialog.querySelector(one));
field.placeholder = "A name, a message, a few words";

const show = async () => {
  const typed = field.value;
  let made = [];
  let words = ABOUT;
  if (typed.trim()) {
    try {
      made = links(await loadAll(), typed);
      words = made.length ? `${made.length} places` : "Nothing found. Try fewer words, or only a part of the name.";
      if (made.length === 1) words = "1 place";
    } catch (error) {
      console.warn(error);
      words = "The search could not be loaded. Type again to try once more.";
    }
  }
  if (typed !== field.value) return; // somebody typed on meanwhile
  list.replaceChildren(
    ...made.map((link) => {
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  dialog.querySelector(".search-scroll").scrollTop = 0;
  told.textContent = words;
  told.classList.toggle("found-aside", made.length > 0);
};

connect(field, list);
field.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
dialog.querySelector("button").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target.closest("a")) dialog.close(); // beside the dialog, or where a link leads
});

/** Opens the search, with `words` in its field if there are some. */
export const open = (words) => {
  loadAll().catch(() => {}); // told where somebody types
  if (!dialog.open) dialog.showModal();
  if (words !== undefined) field.value = words;
  field.focus();
  field.select();
  show();
};
