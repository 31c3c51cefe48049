// Ranks public names by what is typed: the same name, then its beginning, then a part of it, then one letter wrong; and
// among equals those that programs use most. The search and the lookup field both rank by it.

const SAME_LETTERS = 0;
export const SAME = 1; // ranks up to this one are the name itself
export const BEGINNING = 2;
const [PART, INSIDE, TYPING_ERROR, NO_MATCH] = [3, 4, 5, 6];

const SHORT_MODULES = [
  [/^tensorflow\./i, "tf."],
  [/^tf\.keras\./i, "keras."],
  [/^F\./, "functional."],
  [/^K\./, "keras.backend."],
];

/** A name with one way to write it: without the module's other names, and `(x)` behind it; empty for other texts. */
const plain = (text) => {
  let name = text.trim().replace(/\(.*$/s, "").replace(/\s+/g, "");
  if (!/^[\w.]*$/.test(name)) return "";
  for (const [pattern, replacement] of SHORT_MODULES) name = name.replace(pattern, replacement);
  return name.replace(/^\.|\.$/g, "");
};
const folded = (name) => name.toLowerCase().replaceAll("_", "");

/** Parts of a name as people see them: `leaky`, `relu` in `LeakyReLU`, `gather`, `nd` in `gather_nd`. */
export const partsOf = (name) =>
  name
    .replace(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3 $2$4")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** The names of `names.json`, made ready for `rank`. */
export const prepared = (names) =>
  names.map(([name, uses, place]) => {
    const own = plain(name);
    const last = own.slice(own.lastIndexOf(".") + 1);
    return { name, uses, place, own: `.${own}`, whole: `.${folded(own)}`, last: folded(last), parts: partsOf(last) };
  });

const rankOf = (one, typed, letters) => {
  const dotted = `.${letters}`;
  if (one.whole.endsWith(dotted)) return one.own.endsWith(`.${typed}`) ? SAME_LETTERS : SAME;
  const start = one.whole.lastIndexOf(dotted);
  if (start >= 0 && !one.whole.includes(".", start + dotted.length)) return BEGINNING;
  if (one.parts.some((part) => part.startsWith(letters))) return PART;
  return one.whole.includes(letters) ? INSIDE : NO_MATCH;
};

/** Whether one letter more, less, other, or in its neighbor's place makes `a` of `b`. */
export const oneLetterWrong = (a, b) => {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (!restA || !restB) return true;
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return swapped || restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB;
};

/** Whether `name` is what is typed but for one letter, or starts so where that is long enough to tell. */
export const nearlyStarts = (name, typed) =>
  oneLetterWrong(name, typed) || (typed.length > 5 && oneLetterWrong(name.slice(0, typed.length), typed));

/** Those of `names` (`prepared`) that `words` may mean, the likeliest first, as `{ name, uses, place, rank }`. */
export const rank = (names, words) => {
  const typed = plain(words);
  const letters = folded(typed);
  if (!letters) return [];
  const found = [];
  for (const one of names) {
    const rank = rankOf(one, typed, letters);
    if (rank < NO_MATCH) found.push({ ...one, rank });
  }
  const last = letters.slice(letters.lastIndexOf(".") + 1);
  if (!found.length && letters.includes(".") && last) return rank(names, last); // such as `x.view`, of an object
  if (!found.length && letters.length > 3) {
    for (const one of names) if (nearlyStarts(one.last, letters)) found.push({ ...one, rank: TYPING_ERROR });
  }
  return found.sort((a, b) => a.rank - b.rank || b.uses - a.uses || a.name.length - b.name.length);
};
