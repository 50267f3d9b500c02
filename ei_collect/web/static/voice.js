// Records a spoken answer and sends it at once; nothing is called safe before the server has said so. In place of the
// plain field for a file, which works without this. Where the browser cannot record, the plain field stays.
"use strict";

(() => {
  const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];
  const BITS_A_SECOND = 32000;
  const TOLD_EVERY = 30; // seconds
  const BUTTONS = {
    none: ["record"],
    recording: ["stop"],
    sending: [],
    safe: ["again", "delete"],
    refused: ["again", "delete"],
    failed: ["send", "again", "delete"],
  };
  const language = document.documentElement.lang;
  const number = (value, digits = 1) =>
    new Intl.NumberFormat(language, { minimumIntegerDigits: digits }).format(value);
  const clock = (seconds) => `${number(Math.floor(seconds / 60))}:${number(Math.floor(seconds % 60), 2)}`;

  class Voice {
    constructor(box) {
      this.words = box.dataset;
      this.form = box.closest("form");
      this.agreed = box.querySelector("[type=checkbox]");
      this.status = box.querySelector("[role=status]");
      this.clock = box.querySelector(".clock");
      this.player = box.querySelector("audio");
      this.plain = box.querySelector(".plain");
      this.tools = box.querySelector(".tools");
      this.buttons = Array.from(this.tools.children);
      this.kept = "there" in this.tools.dataset;
      this.seconds = 0;
      this.tools.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) this[button.dataset.do]();
      });
      this.plain.hidden = true;
      this.tools.hidden = false;
      this.show(this.kept ? "safe" : "none");
    }

    show(state, words) {
      this.state = state;
      const focused = document.activeElement;
      for (const button of this.buttons) button.hidden = !BUTTONS[state].includes(button.dataset.do);
      if (this.buttons.includes(focused) && focused.hidden) {
        const next = this.buttons.find((button) => !button.hidden);
        (next || this.status).focus();
      }
      if (words !== undefined) this.status.textContent = words;
    }

    async record() {
      if (!this.agreed.checked) {
        this.status.textContent = this.words.unticked;
        this.agreed.focus();
        return;
      }
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch {
        this.plain.hidden = false;
        this.status.textContent = this.words.denied;
        return;
      }
      this.start(stream);
    }

    again() {
      return this.record();
    }

    start(stream) {
      const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_A_SECOND });
      const parts = [];
      let size = 0;
      recorder.addEventListener("dataavailable", ({ data }) => {
        parts.push(data);
        size += data.size;
        if (size > 0.9 * this.words.bytes) this.stop(true);
      });
      this.stopped = new Promise((resolve) => {
        recorder.addEventListener("stop", () => {
          for (const track of stream.getTracks()) track.stop();
          this.sound = new Blob(parts, { type: recorder.mimeType });
          this.play();
          resolve(this.send());
        });
      });
      this.recorder = recorder;
      this.player.hidden = true;
      recorder.start(1000);
      const began = performance.now();
      this.tick(0);
      this.timer = setInterval(() => this.tick(Math.floor((performance.now() - began) / 1000)), 250);
      this.show("recording", this.words.recording);
    }

    tick(seconds) {
      if (seconds === this.seconds && seconds) return;
      this.seconds = seconds;
      this.clock.textContent = clock(seconds);
      if (seconds && seconds % TOLD_EVERY === 0) this.status.textContent = this.words.until.replace("{time}", clock(seconds));
      if (seconds >= this.words.seconds) this.stop(true);
    }

    stop(full) {
      if (this.recorder.state === "inactive") return;
      clearInterval(this.timer);
      this.full = full === true;
      this.recorder.stop();
    }

    play() {
      URL.revokeObjectURL(this.player.src);
      this.player.src = URL.createObjectURL(this.sound);
      this.player.hidden = false;
      const size = number(Math.max(1, Math.round(this.sound.size / 1000)));
      this.clock.textContent = this.words.length.replace("{time}", clock(this.seconds)).replace("{size}", size);
    }

    send() {
      this.stopped = this.sendOnce();
      return this.stopped;
    }

    async sendOnce() {
      this.show("sending", `${this.full ? `${this.words.full} ` : ""}${this.words.sending}`);
      const said = await this.post({
        [`${this.words.name}.file`]: this.sound,
        [`${this.words.name}.consent`]: "1",
        [`${this.words.name}.seconds`]: String(this.seconds),
      });
      if (said === null) this.show("failed", this.words.failed);
      else if (said.safe) {
        this.kept = true;
        this.show("safe", this.words.safe);
      } else this.show("refused", said.words);
      return this.state === "safe";
    }

    async delete() {
      if (this.kept) {
        const said = await this.post({ [`${this.words.name}.delete`]: "1" });
        if (said === null || !said.safe) {
          this.status.textContent = said === null ? this.words.failed : said.words;
          return;
        }
      }
      this.kept = false;
      this.player.removeAttribute("src");
      this.player.hidden = true;
      this.clock.textContent = "";
      this.show("none", this.words.deleted);
    }

    // What the server says, or null where it could not be asked.
    async post(fields) {
      const sent = new FormData();
      for (const name of ["key", "version", "agree"]) if (this.form.elements[name]) sent.set(name, this.form.elements[name].value);
      for (const [name, value] of Object.entries(fields)) sent.set(name, value);
      try {
        const response = await fetch(this.words.to, { method: "POST", body: sent });
        return await response.json();
      } catch {
        return null;
      }
    }

    get busy() {
      return this.state === "recording" || this.state === "sending";
    }

    finish() {
      this.stop();
      return this.stopped;
    }
  }

  if (!window.MediaRecorder || !navigator.mediaDevices) return;
  const voices = Array.from(document.querySelectorAll(".voice"), (box) => new Voice(box));

  // Nobody leaves the page with half a recording: it is ended and sent first, and then the form goes its way.
  document.getElementById("answers").addEventListener("submit", (event) => {
    const busy = voices.filter((voice) => voice.busy);
    if (!busy.length) return;
    event.preventDefault();
    const { submitter, target } = event;
    Promise.all(busy.map((voice) => voice.finish())).then((safe) => {
      if (safe.every(Boolean)) (submitter || target.querySelector("button.first")).click();
    });
  });
})();
