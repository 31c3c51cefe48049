// The search: rows of the API map and sections of pages that answer what is typed, in one list.
import { load } from "./data.js";
import { rankDocuments } from "./engine.js";
import { sectionLink } from "./items.js";
import { loadNames, placeLink } from "./names.js";
import { BEGINNING, rank, SAME } from "./rank.js";
import { stem, typedWords, wordsIn } from "./terms.js";

const SHOWN = 15;
const LONGEST_NAME = 3; // words: `batch norm 2d` may be a name, a message is none
const ROW = 0.6; // among words, a section says more than a row

/** All that the search needs, loaded when it is asked for first. */
export const loadAll = async () => {
  const [names, words] = await Promise.all([loadNames(), load("words.json")]);
  return { ...names, words };
};

/** What a document of the index is: a section, or the place of a row in `names.json`. */
const documentOf = ({ words, pages }, number) => {
  const section = words.sections[number];
  if (!section) return { place: number - words.sections.length };
  const [page, anchor, title, text] = section;
  return { page: pages[page][0], pageTitle: pages[page][1], anchor, title, text };
};

/** One of each list in turn. */
const inTurn = (...lists) => {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, number) => lists.flatMap((list) => list.slice(number, number + 1))).flat();
};

/** Rows and sections in the order in which they are shown; those named exactly are above all others. */
const merge = (named, documents) => {
  const exact = named.filter(({ rank }) => rank <= SAME);
  const begun = named.filter(({ rank }) => rank > SAME && rank <= BEGINNING);
  const held = named.filter(({ rank }) => rank > BEGINNING);
  const sections = documents.filter(({ title }) => title !== undefined);
  const byWords = documents.toSorted((a, b) => b.score - a.score);
  if (exact.length) return [...exact.slice(0, 2), ...sections.slice(0, 2), ...exact.slice(2), ...begun, ...byWords];
  if (named.length) return [...inTurn(sections.slice(0, 4), [...begun, ...held]), ...byWords];
  return byWords;
};

/** What answers `typed`, best first: rows as `{ place, name }`, sections with all that is shown of them. */
export const find = (all, typed) => {
  const few = typed.trim().split(/\s+/).length;
  const named = few > LONGEST_NAME ? [] : rank(all.names, typed).filter(({ rank }) => few === 1 || rank <= SAME);
  const count = all.words.sections.length + all.places.length;
  const documents = rankDocuments(all.words, typed, count).map(([number, score]) => {
    const document = documentOf(all, number);
    return { ...document, score: score * (document.title === undefined ? ROW : 1) };
  });
  const found = new Map();
  for (const one of merge(named, documents)) {
    const there = one.place === undefined ? one : all.places[one.place];
    const key = `${there.page}#${there.anchor}`;
    if (!found.has(key)) found.set(key, one);
    if (found.size === SHOWN) break;
  }
  return [...found.values()];
};

/** The text with the words typed in `mark` elements. */
const marker = (typed) => {
  const wanted = typedWords(typed).flatMap(({ whole, parts }) => [whole, ...parts]);
  return (text) =>
    wordsIn(text).map((word) => {
      const own = stem(word.replaceAll("_", "").toLowerCase());
      if (!wanted.some((one) => own.startsWith(one))) return word;
      const mark = document.createElement("mark");
      mark.textContent = word;
      return mark;
    });
};

/** Links to what answers `typed`, best first. */
export const links = (all, typed) => {
  const marked = marker(typed);
  return find(all, typed).map((one) => {
    return one.place === undefined ? sectionLink(one, marked) : placeLink(all, one, marked);
  });
};
