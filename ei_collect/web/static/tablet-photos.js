// Photos on a shared tablet: each is drawn anew on the tablet, or kept as it is where the browser cannot read it, and sealed
// at once (tablet-files.js). What is said of it stands in a copy of the template of its question, under a number of its own.
//
//   album.watch(placed) -> placed(form) is called once a photo has come into a form
//   album.isBusy(), album.ready() -> whether photos are being drawn, and a Promise for when none is any more
//   album.redraw() -> puts the photos into the forms of this document, which is another one than before
//   album.wipe() -> nothing is left of any photo
"use strict";

const album = (() => {
  const taken = new Map(); // the code of a question, to [{number, name, preview}]
  let placed = () => {};
  let waiting = 0;
  let line = Promise.resolve();
  let gone = false;

  const questionOf = (code) => document.querySelector(`[data-question="${code}"]`);
  const boxOf = (code) => questionOf(code).querySelector(".adding");
  const photosOf = (code) => taken.get(code) ?? [];

  // Also for who cannot see the list; `seen` where it is not in there.
  const tell = (code, words, seen = false) => {
    const status = boxOf(code).querySelector("[role=status]");
    status.className = seen ? "" : "unseen";
    status.textContent = words;
  };

  // ---- what the browser makes of a file

  // Through text, for a browser may write big blobs to its disk.
  const bytesOf = (canvas) => Uint8Array.from(atob(canvas.toDataURL("image/jpeg", drawing.QUALITY).split(",")[1]), (sign) => sign.charCodeAt(0));

  const drawnAnew = async (file) => {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const canvas = drawing.drawn(bitmap, drawing.SIDE);
    const preview = drawing.drawn(bitmap, drawing.SMALL);
    bitmap.close();
    const bytes = bytesOf(canvas);
    canvas.width = 0;
    return { bytes, preview };
  };

  // Of what the browser cannot open, photos as phones keep them go as they are: the server can.
  const asItIs = async (file) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return String.fromCharCode(...bytes.slice(4, 8)) === "ftyp" ? { bytes } : { refused: "unusable" };
  };

  const madeOf = async (file) => {
    if (!file.size) return { refused: "empty" };
    if (await drawing.isCutShort(file)) return { refused: "broken" };
    const made = await drawnAnew(file).catch(() => (file.size > files.LARGEST ? { refused: "big" } : asItIs(file)));
    return made.bytes?.length > files.LARGEST ? { refused: "big" } : made;
  };

  // ---- what stands on the page

  const placeOne = (code, { number, name, preview }) => {
    const question = questionOf(code);
    const made = document.createElement("template");
    made.innerHTML = question.querySelector("template[data-photo]").innerHTML.replaceAll("{n}", number);
    const fields = made.content.querySelector("fieldset");
    fields.querySelector("input[type=hidden]").value = name;
    if (preview) fields.querySelector("legend").after(preview);
    for (const field of fields.querySelectorAll("textarea, input[dir=auto]")) field.maxLength = question.dataset.room;
    question.querySelector(".there").append(fields);
    return fields;
  };

  const freeNumber = (code) => {
    const numbers = photosOf(code).map(({ number }) => number);
    return Array.from({ length: numbers.length + 1 }, (_, index) => index + 1).find((each) => !numbers.includes(each));
  };

  const isFull = (code) => photosOf(code).length >= Number(boxOf(code).dataset.most);

  const place = async (code, { bytes, preview }) => {
    const name = await files.add(code, "ph", bytes);
    if (gone) return;
    if (preview) Object.assign(preview, { className: "picture" }).setAttribute("aria-hidden", "true");
    const photo = { number: freeNumber(code), name, preview };
    taken.set(code, [...photosOf(code), photo]);
    const fields = placeOne(code, photo);
    for (const select of fields.querySelectorAll("select[data-search]")) new Combobox(select);
    tell(code, fields.querySelector("legend").textContent);
    placed(fields.closest("form"));
  };

  const takeIn = async (code, file) => {
    if (gone) return;
    if (isFull(code)) return tell(code, boxOf(code).dataset.full, true);
    tell(code, boxOf(code).dataset.waiting, true);
    const made = await madeOf(file).catch(() => ({ refused: "unusable" }));
    if (gone) return;
    if (made.refused) tell(code, boxOf(code).dataset[made.refused], true);
    else await place(code, made);
  };

  // One after the other: a tablet has not the memory to open several photos at once.
  const add = (code, chosen) => {
    for (const file of chosen) {
      waiting += 1;
      line = line.then(() => takeIn(code, file)).finally(() => (waiting -= 1));
    }
  };

  const takeAway = (fields) => {
    const code = fields.closest("[data-question]").dataset.question;
    const name = fields.querySelector("input[type=hidden]").value;
    files.drop(name);
    taken.set(code, photosOf(code).filter((photo) => photo.name !== name));
    fields.remove();
    tell(code, "");
    boxOf(code).querySelector("input").focus();
  };

  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-photos]")) return;
    add(target.dataset.photos, [...target.files]);
    target.value = "";
  });

  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-take-away]");
    if (button) takeAway(button.closest("fieldset.photo"));
  });

  const redraw = () => {
    for (const [code, photos] of taken) for (const photo of photos) placeOne(code, photo);
  };

  const wipe = () => {
    gone = true;
    for (const { preview } of [...taken.values()].flat()) if (preview) preview.width = 0;
    taken.clear();
  };

  return Object.freeze({ watch: (told) => (placed = told), isBusy: () => waiting > 0, ready: () => line, redraw, wipe });
})();
