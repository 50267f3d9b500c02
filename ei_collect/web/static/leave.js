// The quick exit without waiting: the page is hidden at once, another one takes its place, and the server is told on the
// side. Escape pressed three times within two seconds does the same. Without this file the button is an ordinary one.
"use strict";

(() => {
  const button = document.querySelector(".leave button");
  const go = () => {
    document.documentElement.hidden = true;
    location.replace(button.dataset.exit);
  };
  // Photos that were not sent yet lie in the browser: static/photos.js.
  // Neither were answers that found no signal: static/lost-signal.js.
  const forget = () => {
    document.dispatchEvent(new Event("forget"));
    try {
      sessionStorage.removeItem("ei_unsent");
      indexedDB.deleteDatabase("ei_photos");
    } catch {
      // a browser that keeps nothing has nothing to forget
    }
  };
  const leave = () => {
    forget();
    document.cookie = `ei_left=1; path=/; max-age=1800; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    fetch(button.form.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
    document.title = "";
    go();
  };
  let presses = [];

  // A page that answers a form is fetched anew on going back, as any other, instead of asking to send the form again.
  const here = document.querySelector("[data-here]");
  if (here) {
    const address = new URL(here.dataset.here, location.href);
    const poster = document.querySelector("[name=poster]");
    if (poster) address.searchParams.set("poster", poster.value);
    history.replaceState(null, "", address);
  }

  document.addEventListener("submit", (event) => {
    if ("forget" in event.target.dataset) forget();
  });
  button.form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || event.repeat) return;
      const now = Date.now();
      presses = [...presses.filter((then) => now - then < 2000), now];
      if (presses.length > 2) leave();
    },
    true,
  );
  // A page that the browser had put aside comes back without asking the server.
  addEventListener("pageshow", (event) => {
    if (event.persisted && /(^|; )ei_left=1/.test(document.cookie)) go();
  });
})();
