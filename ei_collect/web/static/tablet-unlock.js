// Before a tablet is handed over: what the browser will keep is told, storage is asked for, and of the PIN a hash is kept
// on the tablet, so that it can be asked for without signal.
"use strict";

{
  const form = document.getElementById("unlock");
  const storage = document.getElementById("storage");

  const look = async () => {
    if (!globalThis.crypto?.subtle) return "This page needs a secure address (https). Answers cannot be sealed here: do not use this device.";
    try {
      await queue.lock(form.dataset.sitting);
    } catch {
      return "This browser keeps nothing (perhaps a private window): answers are sent at once, or must be saved as files.";
    }
    if (!navigator.serviceWorker) return "This browser cannot keep the questions: the tablet needs signal all the time.";
    return (await navigator.storage?.persist?.())
      ? "This browser has promised to keep what waits until it is sent."
      : "This browser may clear what waits when it runs short of room. Send what waits on the same day.";
  };

  look().then((words) => (storage.textContent = words));

  form.addEventListener("submit", async (event) => {
    if (form.elements.pin.value !== form.elements.again.value) return; // the server says so
    event.preventDefault();
    try {
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const name = sealing.mint().slice(0, 3);
      await queue.setLock({ sitting: form.dataset.sitting, name, salt, check: await queue.derive(form.elements.pin.value, salt) });
    } catch {
      // a browser that keeps nothing asks the server for the PIN
    }
    form.submit();
  });
}
