// What becomes of one person's answers once they are sealed, and what the last page says of that. As long as they are
// neither on the tablet's disk nor at the server, this holds the only copy of them.
//
//   ending.hold(record) -> {sitting, sealed, files}: what is to be kept
//   ending.keep() -> Promise: it is on the disk, or could not be put there; deliver() tells of that
//   ending.deliver() -> Promise: it is kept here or sent, or the page says that it is neither
//   ending.show(key, receipt) -> the last page with the code, as words and as a square
//   ending.save() -> gives what is held as a file
//   ending.isSafe(), ending.isOver() -> whether it is on the disk or sent; the same, or saved in a file
//   ending.wipe()
"use strict";

const ending = (() => {
  const end = () => document.getElementById("end");
  let held = null;
  let kept = "";
  let saved = false;

  const isSafe = () => kept === "here" || kept === "sent";
  const isOver = () => isSafe() || saved;

  const tell = (now) => {
    kept = now;
    end()?.querySelectorAll("[data-kept]").forEach((each) => (each.hidden = each.dataset.kept !== now));
    end()?.querySelectorAll("[data-done]").forEach((each) => (each.hidden = !isOver()));
    if (isSafe()) held = { ...held, files: [] };
  };

  const tellSent = (lost) => {
    tell("sent");
    end()?.querySelectorAll("[data-lost]").forEach((each) => (each.hidden = !lost.length));
  };

  const save = async () => {
    await queue.saveAsFile([held]);
    saved = true;
    tell(kept);
  };

  const keep = () => queue.keep(held.sitting, held.sealed, held.files).catch(() => null);

  // Whatever becomes of the page meanwhile, the record stays the same.
  const deliver = async () => {
    const { sitting, sealed, files } = held;
    const hash = await sealing.hashOf(sealed);
    try {
      await queue.keep(sitting, sealed, files);
      tell("here");
      const result = await queue.send();
      if (result.sent.includes(hash)) tellSent(result.lost.filter((lost) => lost === hash));
    } catch {
      if (isSafe()) return;
      const told = await queue.deliver(sitting, sealed, files).catch(() => null);
      if (told?.done.includes(hash)) tellSent(told.lost);
      else tell("nowhere");
    }
  };

  const show = (key, receipt) => {
    const square = qrOf(`${receipt}#${key}`);
    const picture = end().querySelector("svg");
    end().querySelector("[data-code]").textContent = key;
    if (square) picture.setAttribute("viewBox", `0 0 ${square.size} ${square.size}`);
    picture.querySelector("path").setAttribute("d", square?.path ?? "");
    picture.toggleAttribute("hidden", !square);
  };

  return Object.freeze({
    hold: (record) => (held = record),
    keep,
    deliver,
    show,
    save,
    isSafe,
    isOver,
    wipe: () => (held = null),
  });
})();
