// Turns every select[data-search] into a combobox with a list that narrows as one types (the ARIA pattern with a list and
// an active descendant). The select stays in the form and carries the value; without this file it is used as it is.
"use strict";

const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("&", " and ").toLowerCase().replace(/\s+/g, " ").trim();

class Combobox {
  constructor(select) {
    this.select = select;
    this.options = [...select.options].filter((option) => option.value !== "");
    this.active = -1;
    this.build();
    this.listen();
  }

  build() {
    const { select } = this;
    this.box = document.createElement("div");
    this.box.className = "combo";
    this.input = document.createElement("input");
    this.input.autocomplete = "off";
    this.input.id = select.id;
    this.input.placeholder = select.dataset.hint;
    select.id += "-list";
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": select.id + "box" };
    for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) attributes[name] = select.getAttribute(name);
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.list = document.createElement("ul");
    this.list.id = select.id + "box";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", document.querySelector(`label[for="${this.input.id}"]`).textContent.trim());
    this.status = document.createElement("div");
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    this.empty = document.createElement("p");
    this.empty.className = "empty";
    this.empty.hidden = true;
    this.empty.textContent = select.dataset.none;
    select.before(this.box);
    this.box.append(this.input, this.list, this.empty, this.status);
    select.hidden = true;
    this.settle();
  }

  listen() {
    this.input.addEventListener("input", () => this.narrow());
    this.input.addEventListener("click", () => this.narrow(true));
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.choose(this.shown[Number(item.dataset.number)]);
    });
  }

  narrow(everything = false) {
    const wanted = everything ? "" : plain(this.input.value);
    this.shown = this.options.filter((option) => plain(option.text).includes(wanted));
    this.list.replaceChildren(...this.shown.map((option, number) => this.item(option, number)));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.open(this.shown.length > 0);
    this.empty.hidden = this.shown.length > 0;
    const { none, count } = this.select.dataset;
    this.status.textContent = this.shown.length ? count.replace("{count}", this.shown.length.toLocaleString(document.documentElement.lang)) : none;
  }

  item(option, number) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${number}`;
    item.dataset.number = number;
    item.textContent = option.text;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    return item;
  }

  press(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      if (this.list.hidden) this.narrow(plain(this.input.value) === plain(this.chosen));
      this.move(steps[event.key]);
    } else if (event.key === "Enter" && !this.list.hidden && this.active >= 0) {
      event.preventDefault();
      this.choose(this.shown[this.active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.list.hidden) this.choose(null);
      this.open(false);
    }
  }

  move(step) {
    const items = this.list.children;
    if (!items.length) return;
    items[this.active]?.setAttribute("aria-selected", "false");
    this.active = this.active < 0 && step < 0 ? items.length - 1 : (this.active + step + items.length) % items.length;
    items[this.active].setAttribute("aria-selected", "true");
    items[this.active].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", items[this.active].id);
  }

  choose(option) {
    this.select.value = option ? option.value : "";
    this.settle();
    this.open(false);
  }

  // What is typed in full counts as chosen; an emptied field as no answer; anything else falls back to what was chosen.
  leave() {
    const typed = plain(this.input.value);
    const match = this.options.find((option) => plain(option.text) === typed);
    if (match) this.select.value = match.value;
    else if (!typed) this.select.value = "";
    this.settle();
    this.open(false);
  }

  settle() {
    this.chosen = this.select.value ? this.select.selectedOptions[0].text : "";
    this.input.value = this.chosen;
    this.empty.hidden = true;
  }

  open(wide) {
    this.list.hidden = !wide;
    this.input.setAttribute("aria-expanded", String(wide));
    if (!wide) this.input.removeAttribute("aria-activedescendant");
  }
}

for (const select of document.querySelectorAll("select[data-search]")) new Combobox(select);
