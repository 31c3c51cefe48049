// What html-validate holds the built pages to: all that it recommends. What is switched off is the theme's or Markdown's,
// for the reason beside it, so that an error is always one of this project.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  elements: ["html5", { label: { attributes: { tabindex: { enum: ["", "/-?\\d+/"] } } } }], // the theme's nav: `tabindex=""`
  rules: {
    "attribute-boolean-style": "off", // Python-Markdown writes XHTML: `checked="checked"`
    "doctype-style": "off", // the theme writes it in small letters
    "no-inline-style": ["error", { allowedProperties: ["display", "text-align"] }], // columns of Markdown tables
    "no-trailing-whitespace": "off", // the theme's templates leave it
    "unique-landmark": "off", // the theme nests lists of pages, each a `nav`
    "valid-autocomplete": "off", // the theme has it at checkboxes, against what Firefox remembers
    "valid-id": ["error", { relaxed: true }], // the theme's and the tabs' start with two underscores
    "void-style": "off", // Python-Markdown writes XHTML: `<img />`
    "wcag/h32": "off", // the theme's switch between light and dark is a form that needs no button
  },
};
