// The names of `names.json`, loaded once, and links to where they lead.
import { load } from "./data.js";
import { rowLink, sectionLink } from "./items.js";
import { prepared } from "./rank.js";

let ready;

/** The names, with what a link to the place of each needs. */
export const loadNames = () => {
  ready ??= load("names.json").then(({ frameworks, pages, places, names }) => ({
    frameworks,
    pages,
    names: prepared(names),
    places: places.map(([page, anchor, kind, about]) => {
      const [address, pageTitle] = pages[page];
      const own = kind === "section" ? { title: about } : { names: about };
      return { page: address, pageTitle, anchor, kind, ...own };
    }),
  }));
  ready.catch(() => {
    ready = undefined;
  });
  return ready;
};

/** Links to the likeliest places of what is typed, each place once. */
export const links = ({ frameworks, places }, found, most) => {
  const first = new Map();
  for (const one of found) {
    if (!first.has(one.place)) first.set(one.place, one);
    if (first.size === most) break;
  }
  return [...first.values()].map(({ name, place }) => {
    const there = places[place];
    if (there.names) return rowLink(there, frameworks, name);
    return sectionLink({ ...there, names: [name], text: name });
  });
};
