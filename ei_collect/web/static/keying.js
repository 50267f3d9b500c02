// Comfort for keyers; every page works without it. Enter goes to the next field and, from the last one, on; the arrows go
// up and down. Beside a field of marks, those that are typed light up, and one that is not printed there is told at once.
"use strict";

(() => {
  const form = document.querySelector("form.keying");
  if (!form) return;
  const fields = Array.from(form.querySelectorAll("input:not([type]), textarea"));
  const on = document.getElementById("on");
  const keys = document.getElementById("keys");
  if (keys) keys.hidden = false;

  const marksIn = (written) => {
    const plain = written.normalize("NFKC").toLowerCase().replace(/\u061f/g, "?").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) % 16);
    const found = plain.match(/\d+:\d+|\d+:\?|[a-z]+\d+|[a-z]+\?|\d+|[a-z]+|\?|[^\s,;\u060c\u3001]+/g) || [];
    return found.map((mark) => {
      const [row, column] = mark.split(":");
      return column && Number(row) > 0 && Number(row) < 27 ? String.fromCharCode(96 + Number(row)) + column : mark;
    });
  };

  const isPrinted = (mark, printed) => printed.includes(mark) || mark === "?" || (/^[a-z]+\?$/.test(mark) && printed.includes(mark.replace("?", "1")));

  const light = (field) => {
    if (field.dataset.marks === undefined) return;
    const printed = field.dataset.marks.split(" ");
    const typed = marksIn(field.value);
    for (const each of field.parentElement.querySelectorAll("[data-mark]")) each.classList.toggle("typed", typed.includes(each.dataset.mark));
    const wrong = typed.some((mark) => !isPrinted(mark, printed));
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };

  const go = (field, step) => {
    const next = fields[fields.indexOf(field) + step];
    if (next) {
      next.focus();
      if (next.select) next.select();
    } else if (step > 0) on.focus();
  };

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!fields.includes(field) || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const inWords = field.tagName === "TEXTAREA";
    if (event.key === "Enter" && !(inWords && event.shiftKey)) {
      event.preventDefault();
      go(field, 1);
    } else if (!inWords && !field.list && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      go(field, event.key === "ArrowDown" ? 1 : -1);
    }
  });
  // What is typed beside "neither" chooses that.
  form.addEventListener("input", (event) => {
    light(event.target);
    const anew = event.target.closest(".anew");
    if (anew) anew.parentElement.querySelector("input[value=other]").checked = true;
  });
  fields.forEach(light);
})();
