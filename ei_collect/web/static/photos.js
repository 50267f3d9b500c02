// Adds several photos at once: each is made smaller here, which also leaves behind what the camera wrote into it, and is
// sent in pieces. Until the server says that a photo is safe it lies in this browser (IndexedDB), so that a lost connection,
// a reload or a closed tab lose nothing. Needs drawing.js before it. Without this file one photo at a time goes with the form.
// What the server sends back for a photo is made of: fieldset legend label input textarea select option button p ul li div
// b img, with the classes photo picture label hint row tick pair second typed fault.
"use strict";

(() => {
  const PIECE = 256 * 1024;
  const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds
  const DAY = 24 * 3600 * 1000;
  const language = document.documentElement.lang;
  const number = (value, style = "decimal") => new Intl.NumberFormat(language, { style }).format(value);

  // What waits in this browser, also for the next time that it opens this page.
  const opened = new Promise((resolve) => {
    try {
      const request = indexedDB.open("ei_photos", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("waiting", { keyPath: "upload" });
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close(); // leave.js is about to delete it
        resolve(request.result);
      };
      request.onerror = request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });

  const waiting = async (mode, act) => {
    const database = await opened;
    if (!database) return undefined;
    return new Promise((resolve) => {
      try {
        const transaction = database.transaction("waiting", mode);
        const request = act(transaction.objectStore("waiting"));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = transaction.onabort = () => resolve(undefined);
      } catch {
        resolve(undefined);
      }
    });
  };

  // Enough to tell one code from another one used in this browser, and far too little to find it (FNV-1a, 32 bits).
  const mark = (words) => {
    let hash = 0x811c9dc5;
    for (const letter of words) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    return hash >>> 0;
  };

  const name = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  // What somebody is at stays where it is on the screen when something comes in above it.
  const steady = (change) => {
    const at = document.activeElement;
    const before = at.getBoundingClientRect().top;
    change();
    if (at !== document.body) scrollBy({ top: at.getBoundingClientRect().top - before, behavior: "instant" });
  };

  // The photo as it is sent, and a small picture of it; what the browser cannot open goes as it is.
  const shrunk = async (file) => {
    try {
      if (await drawing.isCutShort(file)) return [file, null];
      const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
      const canvas = drawing.drawn(bitmap, drawing.SIDE);
      const preview = drawing.drawn(bitmap, drawing.SMALL);
      bitmap.close();
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", drawing.QUALITY));
      return [blob || file, preview];
    } catch {
      return [file, null];
    }
  };

  class Album {
    constructor(box) {
      this.words = box.dataset;
      this.form = box.closest("form");
      this.question = box.dataset.question;
      this.to = box.dataset.to.slice(0, -1);
      this.survey = this.to.split("/")[3];
      this.whose = mark(this.form.elements.key.value);
      this.there = box.closest(".question").querySelector(".there");
      this.before = box.querySelector(".before");
      this.list = box.querySelector(".sending");
      this.status = box.querySelector("[role=status]");
      this.choose = box.querySelector(".choose");
      this.count = Number(box.dataset.there);
      this.queue = [];
      this.preparing = 0;
      this.ready = Promise.resolve();
      if (this.choose) this.equip();
      this.resume();
    }

    equip() {
      const input = this.choose.querySelector("input");
      input.multiple = true;
      this.choose.querySelector("button").parentElement.hidden = true;
      input.addEventListener("change", () => {
        for (const file of input.files) this.add(file);
        input.value = "";
      });
    }

    // One after the other: a phone has not the memory to open several photos at once.
    add(file) {
      if (this.count + this.queue.length + this.preparing >= Number(this.words.most)) {
        this.tell(this.words.full, true);
        return;
      }
      this.preparing += 1;
      const item = { upload: name(), whose: this.whose, survey: this.survey, question: this.question, added: Date.now() };
      const row = this.row(this.words.waiting);
      this.ready = this.ready.then(async () => {
        const [blob, preview] = await shrunk(file);
        this.preparing -= 1;
        if (preview) row.prepend(preview);
        if (blob.size > Number(this.words.bytes)) {
          this.refuse(row, this.words.big);
          return;
        }
        item.blob = blob;
        await waiting("readwrite", (store) => store.put(item));
        this.enqueue({ ...item, row });
      });
    }

    // What waits from before is sent on. Under another code it is asked about first: somebody else may have been here, or
    // the page was opened anew before anything of it came to the server.
    async resume() {
      const others = [];
      for (const item of (await waiting("readonly", (store) => store.getAll())) || []) {
        if (Date.now() - item.added > DAY) waiting("readwrite", (store) => store.delete(item.upload));
        else if (item.survey !== this.survey || item.question !== this.question) continue;
        else if (item.whose === this.whose) this.enqueue({ ...item, row: this.row(this.words.waiting) });
        else others.push(item);
      }
      if (others.length) this.askAbout(others);
    }

    askAbout(others) {
      this.before.hidden = false;
      this.before.addEventListener("click", async ({ target }) => {
        if (target.localName !== "button") return;
        this.before.hidden = true;
        this.status.focus();
        for (const item of others.splice(0)) {
          if (target.value === "send") {
            item.whose = this.whose;
            await waiting("readwrite", (store) => store.put(item));
            this.enqueue({ ...item, row: this.row(this.words.waiting) });
          } else await waiting("readwrite", (store) => store.delete(item.upload));
        }
      });
    }

    row(state) {
      const row = document.createElement("li");
      const label = document.createElement("b");
      const said = document.createElement("span");
      label.textContent = this.words.photo.replace("{number}", number(this.count + this.list.children.length + 1));
      said.textContent = state;
      row.append(label, " ", said);
      this.list.append(row);
      this.list.hidden = false;
      return row;
    }

    enqueue(item) {
      this.queue.push(item);
      if (this.queue.length === 1) this.run();
    }

    async run() {
      while (this.queue.length) {
        const [item] = this.queue;
        const said = await this.send(item);
        await waiting("readwrite", (store) => store.delete(item.upload));
        this.queue.shift();
        if (said.photo) steady(() => this.keep(item, said));
        else this.refuse(item.row, said.words);
      }
      this.goOn();
    }

    // What the server says in the end: the photo that it keeps, or why it cannot. Goes on until it says so.
    async send(item) {
      let tries = 0;
      let said = await this.ask(item);
      for (;;) {
        if (said && (said.photo || said.refused)) return said;
        if (!said || said.busy || !("offset" in said)) {
          this.say(item.row, said ? this.words.waiting : this.words.again);
          await this.pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
          tries += 1;
          said = await this.ask(item);
          continue;
        }
        const { offset } = said;
        this.say(item.row, this.words.sent.replace("{percent}", number(offset / item.blob.size, "percent")));
        said = await this.ask(item, offset, item.blob.slice(offset, offset + PIECE));
        if (said && "offset" in said) tries = 0;
      }
    }

    // Ask how far a photo has come, or send a piece of it; null where the server cannot be asked.
    async ask(item, offset, piece) {
      const { key, version, agree } = this.form.elements;
      const headers = { "Answer-Code": key.value, "Answer-Version": version.value, "Answer-Agree": agree ? agree.value : "" };
      if (piece) Object.assign(headers, { "Upload-Offset": String(offset), "Upload-Length": String(item.blob.size) });
      try {
        const answer = await fetch(this.to + item.upload, { method: piece ? "POST" : "GET", headers, body: piece });
        return await answer.json();
      } catch {
        return null;
      }
    }

    pause(seconds) {
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, seconds * 1000);
        addEventListener("online", () => {
          clearTimeout(timer);
          resolve();
        }, { once: true });
      });
    }

    keep(item, said) {
      const label = item.row.querySelector("b").textContent;
      item.row.remove();
      this.list.hidden = !this.list.children.length;
      const fresh = document.createElement("template");
      fresh.innerHTML = said.fields;
      const fields = fresh.content.querySelector("fieldset");
      if (fields && !document.getElementById(fields.id)) {
        this.there.append(fresh.content);
        this.count += 1;
        for (const select of fields.querySelectorAll("select[data-search]")) new Combobox(select);
      }
      this.tell(`${label}: ${this.words.safe}`);
    }

    refuse(row, words) {
      this.refused = true;
      row.className = "fault";
      this.say(row, words);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "second";
      button.textContent = this.words.remove;
      button.addEventListener("click", () => {
        row.remove();
        this.list.hidden = !this.list.children.length;
        this.status.focus();
      });
      row.append(" ", button);
      this.tell(`${row.querySelector("b").textContent}: ${words}`);
    }

    say(row, words) {
      row.querySelector("span").textContent = words;
    }

    // Also for who cannot see the list; `seen` where it is not in there.
    tell(words, seen = false) {
      this.status.className = seen ? "" : "unseen";
      this.status.textContent = words;
    }

    get busy() {
      return this.queue.length > 0 || this.preparing > 0;
    }

    // Nobody goes on with half of their photos: the form goes its way once they are safe, unless one was refused.
    hold(event) {
      if (!this.busy || !event.submitter || !event.submitter.classList.contains("first")) return;
      event.preventDefault();
      this.refused = false;
      this.pressed = event.submitter;
      this.tell(this.words.busy, true);
      this.status.focus();
    }

    goOn() {
      if (this.busy || !this.pressed) return;
      const button = this.pressed;
      this.pressed = null;
      if (!this.refused) button.click();
    }
  }

  const albums = Array.from(document.querySelectorAll(".adding"), (box) => new Album(box));
  document.getElementById("answers").addEventListener("submit", (event) => {
    for (const album of albums) album.hold(event);
  });
})();
