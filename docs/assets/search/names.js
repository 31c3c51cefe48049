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
    places: places.map(([page, anchor, kind, names, title]) => {
      const [address, pageTitle] = pages[page];
      return { page: address, pageTitle, anchor, kind, names, title };
    }),
  }));
  ready.catch(() => {
    ready = undefined;
  });
  return ready;
};

/** A link to the place that `name` leads to: a row, or the section of a name that has none. */
export const placeLink = ({ frameworks, places }, { name, place }, marked = null) => {
  const there = places[place];
  if (there.kind !== "section") return rowLink(there, frameworks, name);
  return sectionLink({ ...there, names: [name], text: name }, marked);
};

/** Links to the likeliest places of what is typed, each place once. */
export const links = (table, found, most) => {
  const first = new Map();
  for (const one of found) {
    if (!first.has(one.place)) first.set(one.place, one);
    if (first.size === most) break;
  }
  return [...first.values()].map((one) => placeLink(table, one));
};
