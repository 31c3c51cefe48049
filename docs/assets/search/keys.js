// Keys between a field and the links found: arrows go from one to the next, Enter in the field opens the first, and any
// letter typed on a link goes on in the field.

/** Lets the keyboard move between `field` and the links in `list`. */
export const connect = (field, list) => {
  const links = () => [...list.querySelectorAll("a")];
  const move = (event) => {
    const all = [field, ...links()];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const place = all.indexOf(document.activeElement);
    if (!step || place < 0 || event.altKey || event.ctrlKey || event.metaKey) return false;
    const next = all[Math.min(Math.max(place + step, 0), all.length - 1)];
    next.focus();
    return true;
  };
  const press = (event) => {
    if (move(event)) event.preventDefault();
    else if (event.key === "Enter" && event.target === field && !event.isComposing) {
      event.preventDefault();
      links()[0]?.click();
    } else if (event.target !== field && (event.key.length === 1 || event.key === "Backspace")) {
      if (event.key !== " " && !event.altKey && !event.ctrlKey && !event.metaKey) field.focus();
    }
  };
  field.addEventListener("keydown", press);
  list.addEventListener("keydown", press);
};
