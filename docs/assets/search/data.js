// What the search reads: files that `rosetta pages` makes, each loaded once, when somebody asks for it first.
const ROOT = new URL("../../", import.meta.url);
const loaded = new Map();

/** The JSON of a file below `search/` of this site; a failed load may be tried again. */
export const load = (name) => {
  if (!loaded.has(name)) {
    const answer = fetch(new URL(`search/${name}`, ROOT)).then((response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => loaded.delete(name));
    loaded.set(name, answer);
  }
  return loaded.get(name);
};

/** Address of a section or row: `page` as in `names.json`, from the root of the site. */
export const addressOf = (page, anchor) => new URL(anchor ? `${page}#${encodeURIComponent(anchor)}` : page, ROOT).href;
