// Ranks documents of the index (`words.json`) by the words typed. A word stands for the terms that start with it, or, if
// there is none, for those one letter away. A document that has more of the words comes first, a rare word counts more
// than one that many documents have, and among the terms of one word the best counts alone.
import { nearlyStarts } from "./rank.js";
import { typedWords } from "./terms.js";

const BEGINNING = 0.75; // a term that goes on behind what is typed counts less than the word itself, and a guess less
const GUESS = 0.6;

/** Number of the first of the sorted `terms` that is not before `word`. */
const placeOf = (terms, word) => {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Numbers of the terms that a word may mean, with how well each fits. */
const meant = (terms, word) => {
  const found = [];
  for (let number = placeOf(terms, word); number < terms.length && terms[number].startsWith(word); number += 1) {
    const term = terms[number];
    if (term === word) found.push([number, 1]);
    else if (word.length > 2 || !found.length) found.push([number, (BEGINNING * (word.length + 2)) / (term.length + 2)]);
  }
  return found;
};

const guessed = (terms, word) => {
  if (word.length < 4) return [];
  const found = [];
  terms.forEach((term, number) => {
    if (nearlyStarts(term, word)) found.push([number, GUESS]);
  });
  return found;
};

/** Words of a query, each with the terms that it may mean; one that is unknown as a whole is taken apart. */
const understood = (terms, query) =>
  typedWords(query).flatMap(({ whole, parts }) => {
    const known = meant(terms, whole);
    if (known.length) return [known];
    const near = guessed(terms, whole);
    if (near.length || parts.length < 2) return [near];
    return parts.map((part) => meant(terms, part));
  });

/** The best weight of each document for one word. */
const weigh = ({ documents }, word) => {
  const best = new Map();
  for (const [number, fit] of word) {
    const postings = documents[number];
    let document = 0;
    for (let place = 0; place < postings.length; place += 2) {
      document += postings[place];
      const weight = postings[place + 1] * fit;
      if (weight > (best.get(document) || 0)) best.set(document, weight);
    }
  }
  return best;
};

/** Documents that have any of the words, best first, as `[document, score]`; `count` is how many there are in all. */
export const rankDocuments = (index, query, count) => {
  const words = understood(index.terms, query).map((word) => weigh(index, word));
  const rarity = words.map((found) => Math.log(1 + count / (found.size + 1)));
  const all = rarity.reduce((sum, one) => sum + one, 0);
  const scores = new Map();
  words.forEach((found, number) => {
    for (const [document, weight] of found) {
      const before = scores.get(document) || [0, 0];
      scores.set(document, [before[0] + weight * rarity[number], before[1] + rarity[number]]);
    }
  });
  return [...scores]
    .map(([document, [score, had]]) => [document, score * (had / all) ** 3])
    .sort((a, b) => b[1] - a[1]);
};
