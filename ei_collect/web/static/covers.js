// Marks the parts of a photo that are to be covered: by touch, mouse and keyboard. Without this, the same form takes
// ticked faces and numbers. Nothing is covered before the form is sent.
"use strict";

(() => {
  const STEP = 1; // per cent, as everything here
  const LEAST = 2;
  const FRESH = 15;
  const EDGES = ["left", "top", "width", "height"];
  const KEYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
  const between = (least, value, most) => Math.min(Math.max(value, least), most);

  class Covers {
    constructor(form) {
      this.form = form;
      this.board = form.querySelector(".board");
      this.picture = this.board.querySelector("svg");
      this.tools = form.querySelector(".tools");
      this.status = this.tools.querySelector("[role=status]");
      this.language = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
      const plain = form.querySelector(".plain");
      this.names = Array.from(plain.querySelector(".edges").querySelectorAll("label"), (each) => each.textContent.trim());
      const found = Array.from(plain.querySelectorAll("[name=part]:checked"), (each) => each.value.split(" ").map(Number));
      plain.remove();
      for (const mark of this.picture.querySelectorAll("rect, text")) mark.remove();
      for (const part of found) this.add(part);
      this.tools.hidden = false;
      this.picture.addEventListener("click", (event) => this.addAt(event));
      this.tools.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) this[button.dataset.do === "add" ? "addInTheMiddle" : "removeChosen"]();
      });
    }

    add(part) {
      const cover = document.createElement("button");
      cover.type = "button";
      cover.append(document.createElement("i"));
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "part";
      cover.edges = part;
      cover.field = field;
      cover.addEventListener("focus", () => (this.chosen = cover));
      cover.addEventListener("keydown", (event) => this.press(event, cover));
      cover.addEventListener("pointerdown", (event) => this.drag(event, cover));
      this.board.append(cover);
      this.form.append(field);
      this.chosen = cover;
      this.place(cover, part);
      return cover;
    }

    addInTheMiddle() {
      this.add([50 - FRESH / 2, 50 - FRESH / 2, FRESH, FRESH]).focus();
    }

    addAt(event) {
      const [x, y] = this.where(event);
      this.add([x - FRESH / 2, y - FRESH / 2, FRESH, FRESH]).focus();
    }

    removeChosen() {
      if (!this.chosen) return;
      this.chosen.field.remove();
      this.chosen.remove();
      this.chosen = this.board.querySelector("button:last-of-type");
      (this.chosen || this.tools.querySelector("button")).focus();
      for (const cover of this.board.querySelectorAll("button")) this.place(cover, cover.edges);
      this.status.textContent = "";
    }

    // Moves or sizes a cover and keeps it within the photo; its field and its name say where it is.
    place(cover, [left, top, width, height]) {
      const wide = between(LEAST, width, 100);
      const high = between(LEAST, height, 100);
      cover.edges = [between(0, left, 100 - wide), between(0, top, 100 - high), wide, high];
      EDGES.forEach((edge, index) => (cover.style[edge] = `${cover.edges[index]}%`));
      cover.field.value = cover.edges.map((number) => number.toFixed(2)).join(" ");
      const number = Array.from(this.board.querySelectorAll("button")).indexOf(cover) + 1;
      const where = this.names.map((name, index) => `${name} ${this.language.format(cover.edges[index])}`);
      cover.setAttribute("aria-label", `${this.tools.dataset.cover} ${this.language.format(number)}. ${where.join(". ")}`);
    }

    size(cover, width, height) {
      const [left, top] = cover.edges;
      this.place(cover, [left, top, Math.min(width, 100 - left), Math.min(height, 100 - top)]);
    }

    press(event, cover) {
      if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        this.chosen = cover;
        this.removeChosen();
      } else if (event.key in KEYS) {
        event.preventDefault();
        const [x, y] = KEYS[event.key];
        const [left, top, width, height] = cover.edges;
        if (event.shiftKey) this.size(cover, width + x, height + y);
        else this.place(cover, [left + x, top + y, width, height]);
        this.status.textContent = cover.getAttribute("aria-label");
      }
    }

    drag(event, cover) {
      const sizing = event.target !== cover;
      const [startX, startY] = this.where(event);
      const [left, top, width, height] = cover.edges;
      const move = (moved) => {
        const [x, y] = this.where(moved);
        const [byX, byY] = [x - startX, y - startY];
        if (sizing) this.size(cover, width + byX, height + byY);
        else this.place(cover, [left + byX, top + byY, width, height]);
      };
      const stop = () => {
        cover.removeEventListener("pointermove", move);
        cover.removeEventListener("pointerup", stop);
        cover.removeEventListener("pointercancel", stop);
      };
      cover.setPointerCapture(event.pointerId);
      cover.addEventListener("pointermove", move);
      cover.addEventListener("pointerup", stop);
      cover.addEventListener("pointercancel", stop);
      cover.focus();
    }

    where(event) {
      const box = this.board.getBoundingClientRect();
      return [(100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height];
    }
  }

  for (const form of document.querySelectorAll("[data-covers]")) new Covers(form);
})();
