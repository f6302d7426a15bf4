/** Build an element: its attributes, and what is inside. For the scripts that are fetched with this one. */
self.build = (name, attributes = {}, ...inside) => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...inside);
  return element;
};
