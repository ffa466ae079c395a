/* The dialog in which a reader sets the letters and colours of the site; js/site.js loads it when it is asked for, and
   js/theme.js applies what is chosen. The words stand in the button; the values are those of css/site.css. */
const recall = () => {
  try {
    return JSON.parse(localStorage.getItem("reader")) ?? {};
  } catch {
    return {};
  }
};
const make = (name, fields, ...inside) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...inside);
  return made;
};

const VALUES = { size: ["s", "", "l", "xl"], face: ["", "sans"], scheme: ["", "light", "dark"], read: ["", "off"] };

const built = ({ dataset, title }) => {
  const [close, ...groups] = dataset.words.split("|");
  const chosen = recall();
  const sets = Object.entries(VALUES).map(([name, values], number) => {
    const [legend, ...labels] = groups[number].split(",");
    const choices = values.map((value, at) => {
      const input = make("input", { type: "radio", name, checked: (chosen[name] ?? "") === value });
      input.onchange = () => {
        chosen[name] = value;
        if (chosen.read) localStorage.removeItem("read");
        try {
          localStorage.setItem("reader", JSON.stringify(chosen));
        } catch {} /* forbidden: the next page is as it was */
        dispatchEvent(new Event("reader"));
      };
      return make("label", {}, input, labels[at]);
    });
    return make("fieldset", {}, make("legend", { textContent: legend }), ...choices);
  });
  const end = make("button", { className: "button", textContent: close });
  const dialog = make("dialog", { className: "reader" }, make("form", { method: "dialog" }, ...sets, end));
  dialog.setAttribute("aria-label", title);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
};

let dialog;
export default (button) => (dialog ??= built(button)).showModal();
