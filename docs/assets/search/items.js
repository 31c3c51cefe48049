// Draws what was found as links. Everything that is shown goes in as text.
import { addressOf } from "./data.js";

const KINDS = { same: "Same", near: "Near", differs: "Differs", only: "No equivalent", shown: "Shown" };

const element = (tag, className, text = "") => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

/** The names of a row in each framework, that of the framework of `first` first. */
const namesOf = (row, frameworks, first) => {
  const groups = row.names.map((names, number) => ({ names, framework: frameworks[number] }));
  groups.sort((a, b) => b.names.includes(first) - a.names.includes(first));
  return groups.filter(({ names }) => names.length).map(({ names, framework }) => {
    const shown = names.includes(first) ? first : names[0];
    const code = element("code", "found-name", shown);
    code.dataset.framework = framework;
    code.title = framework;
    return code;
  });
};

/** A link to a row of the API map: what it is called in each framework, and how the results relate. */
export const rowLink = (row, frameworks, first) => {
  const link = element("a", "found found-row");
  link.href = addressOf(row.page, row.anchor);
  link.dataset.names = row.names.flat().join(" ");
  const names = element("span", "found-names");
  names.append(...namesOf(row, frameworks, first));
  if (row.title) names.append(" ", element("span", "found-about", row.title));
  link.append(names);
  if (KINDS[row.kind]) link.append(" ", element("span", `found-kind ${row.kind}`, KINDS[row.kind]));
  return link;
};

/** A link to a section; `words` are searched for in its text, and marked. */
export const sectionLink = ({ page, anchor, title, pageTitle, text, names }, marked = null) => {
  const link = element("a", "found found-section");
  link.href = addressOf(page, anchor);
  link.dataset.names = (names || []).join(" ");
  const head = element("span", "found-head");
  head.append(element("span", "found-title", title));
  if (pageTitle && pageTitle !== title) head.append(" ", element("span", "found-page", pageTitle));
  link.append(head);
  if (text) {
    const line = element("span", "found-text");
    line.append(...(marked ? marked(text) : [text]));
    link.append(line);
  }
  return link;
};
