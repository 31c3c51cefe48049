// What a text is cut into, as `rosetta/find/terms.py` does for the index; a test compares the two.

const STOP = new Set(
  ("a an and are as at be been but by can could do does for from had has have how i if in into is it its me my of on " +
    "or so that the their them then there these they this those to was we were what when which who why will with would " +
    "you your").split(" "),
);

/** A word in small letters without its usual English endings. */
export const stem = (text) => {
  let word = text;
  if (word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word)) word = word.slice(0, -1);
  const match = word.match(/^(.{4,})(?:ing|ed)$/);
  if (match) {
    word = match[1];
    if (word.at(-1) === word.at(-2) && !"aeiousl".includes(word.at(-1))) word = word.slice(0, -1);
  }
  return word.length > 4 && word.endsWith("e") ? word.slice(0, -1) : word;
};

const partsOf = (word) =>
  word
    .replace(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3 $2$4")
    .replaceAll("_", " ")
    .split(" ")
    .filter(Boolean)
    .map((part) => part.toLowerCase());

const wordsOf = (text) => text.match(/[A-Za-z0-9_]+/g) || [];

/** The terms of a text, in order. */
export const terms = (text) =>
  wordsOf(text).flatMap((word) => {
    const parts = partsOf(word);
    const own = parts.filter((part) => !STOP.has(part)).map(stem);
    return parts.length > 1 ? [stem(parts.join("")), ...own] : own;
  });

/** The words of a query, each once: `{ whole, parts }`, where `parts` are the terms to look for if `whole` is unknown. */
export const typedWords = (text) => {
  const found = new Map();
  for (const word of wordsOf(text)) {
    const parts = partsOf(word);
    const whole = stem(parts.join(""));
    if (whole && !(parts.length === 1 && STOP.has(parts[0]))) {
      found.set(whole, { whole, parts: parts.filter((part) => !STOP.has(part)).map(stem) });
    }
  }
  return [...found.values()];
};

/** The text cut at the words in it, so that all pieces together are the text. */
export const wordsIn = (text) => text.split(/([A-Za-z0-9_]+)/).filter(Boolean);
