// Spoken answers on a shared tablet: recorded here, listened to again, and sealed at once (tablet-files.js). Where the
// browser cannot record, a file of sound can be chosen.
//
//   voices.watch({heard, placed}) -> heard() is called while somebody speaks; placed(form) once a recording is in a form
//   voices.isBusy(), voices.ready() -> whether somebody is recorded, and a Promise for when that is ended and sealed
//   voices.equip() -> gives the buttons of this document what they do, and puts the recordings into it
//   voices.wipe() -> nothing is left of any recording
"use strict";

const voices = (() => {
  const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus", "audio/webm"];
  const BITS_A_SECOND = 32000;
  const TOLD_EVERY = 30; // seconds
  const BUTTONS = { none: ["record"], recording: ["stop"], kept: ["again", "delete"] };
  const kept = new Map(); // the code of a question, to {name, address, seconds, size}
  let told = { heard: () => {}, placed: () => {} };
  let recording = null; // {code, recorder, stream, ended}
  let gone = false;

  const number = (value, digits = 1) =>
    new Intl.NumberFormat(document.documentElement.lang, { minimumIntegerDigits: digits }).format(value);
  const clock = (seconds) => `${number(Math.floor(seconds / 60))}:${number(Math.floor(seconds % 60), 2)}`;
  const boxOf = (code) => document.querySelector(`.voice[data-code="${code}"]`);
  const within = (code, selector) => boxOf(code).querySelector(selector);

  const say = (code, words) => (within(code, "[role=status]").textContent = words);

  const show = (code, state, words = "") => {
    const buttons = [...within(code, ".tools").children];
    const focused = document.activeElement;
    for (const button of buttons) button.hidden = !BUTTONS[state].includes(button.dataset.do);
    if (buttons.includes(focused) && focused.hidden) buttons.find((button) => !button.hidden).focus();
    say(code, words);
  };

  const showKept = (code) => {
    const { name, address, seconds, size } = kept.get(code) ?? {};
    const player = within(code, "audio");
    const length = boxOf(code).dataset.length ?? "";
    within(code, "input[type=hidden]").value = name ?? "";
    player.hidden = !address;
    if (address) player.src = address;
    else player.removeAttribute("src");
    const kilobytes = number(Math.max(1, Math.round(size / 1000)));
    within(code, ".clock").textContent = name && seconds !== null ? length.replace("{time}", clock(seconds)).replace("{size}", kilobytes) : "";
  };

  const forget = (code) => {
    const { name, address } = kept.get(code) ?? {};
    if (name) files.drop(name);
    if (address) URL.revokeObjectURL(address);
    kept.delete(code);
  };

  // What somebody agrees to is kept in one language, whatever stands below it.
  const wordsOf = (part) => {
    const own = part.cloneNode(true);
    own.querySelectorAll(".also").forEach((also) => also.remove());
    return own.textContent.trim();
  };

  const consentOf = (code) => [within(code, ".hint"), within(code, ".tick span")].map(wordsOf).join("\n");

  const keep = async (code, sound, seconds, words) => {
    if (gone || !sound.size) return;
    if (sound.size > Number(boxOf(code).dataset.bytes)) return show(code, kept.has(code) ? "kept" : "none", boxOf(code).dataset.big);
    const bytes = new Uint8Array(await sound.arrayBuffer());
    const name = await files.add(code, "rc", bytes, { consent: consentOf(code), seconds });
    if (gone) return;
    forget(code);
    kept.set(code, { name, address: URL.createObjectURL(sound), seconds, size: sound.size });
    showKept(code);
    show(code, "kept", words);
    told.placed(boxOf(code).closest("form"));
  };

  const agreed = (code) => {
    const box = within(code, "[type=checkbox]");
    if (box.checked) return true;
    say(code, boxOf(code).dataset.unticked);
    box.focus();
    return false;
  };

  // ---- recording

  const begin = (code, stream) => {
    const { seconds: most, bytes: room, until } = boxOf(code).dataset;
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_A_SECOND });
    const parts = [];
    const began = performance.now();
    let [size, seconds, isFull] = [0, 0, false];
    const timer = setInterval(() => {
      told.heard();
      if (Math.floor((performance.now() - began) / 1000) === seconds) return;
      seconds += 1;
      within(code, ".clock").textContent = clock(seconds);
      if (seconds % TOLD_EVERY === 0) say(code, until.replace("{time}", clock(seconds)));
      isFull ||= seconds >= Number(most) || size > 0.9 * Number(room);
      if (isFull) stop();
    }, 250);
    recorder.addEventListener("dataavailable", ({ data }) => {
      parts.push(data);
      size += data.size;
    });
    const ended = new Promise((resolve) => {
      recorder.addEventListener("stop", () => {
        clearInterval(timer);
        for (const track of stream.getTracks()) track.stop();
        recording = null;
        const sound = new Blob(parts.splice(0), { type: recorder.mimeType });
        resolve(gone ? undefined : keep(code, sound, seconds, isFull ? boxOf(code).dataset.full : ""));
      });
    });
    recording = { code, recorder, ended };
    within(code, "audio").hidden = true;
    recorder.start(1000);
    show(code, "recording", boxOf(code).dataset.recording);
  };

  const record = async (code) => {
    if (recording || !agreed(code)) return;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (gone || recording) stream.getTracks().forEach((track) => track.stop());
      else begin(code, stream);
    } catch {
      if (gone) return;
      within(code, ".plain").hidden = false;
      say(code, boxOf(code).dataset.denied);
    }
  };

  const stop = () => {
    if (recording?.recorder.state === "recording") recording.recorder.stop();
  };

  const remove = (code) => {
    forget(code);
    showKept(code);
    show(code, "none", boxOf(code).dataset.deleted);
  };

  const DONE = { record, again: record, stop, delete: remove };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest(".voice [data-do]");
    if (button) DONE[button.dataset.do](button.closest(".voice").dataset.code);
  });

  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-sound]")) return;
    const { code } = target.closest(".voice").dataset;
    if (agreed(code) && target.files.length) keep(code, target.files[0], null, "");
    target.value = "";
  });

  const equip = () => {
    for (const { dataset: { code } } of document.querySelectorAll(".voice")) {
      const can = Boolean(globalThis.MediaRecorder && navigator.mediaDevices);
      within(code, ".tools").hidden = !can;
      within(code, ".plain").hidden = can;
      showKept(code);
      show(code, kept.has(code) ? "kept" : "none");
    }
  };

  const ready = () => {
    const { ended } = recording ?? {};
    stop();
    return ended ?? Promise.resolve();
  };

  const wipe = () => {
    gone = true;
    stop();
    for (const code of [...kept.keys()]) forget(code);
  };

  return Object.freeze({ watch: (given) => (told = given), isBusy: () => recording !== null, ready, equip, wipe });
})();
