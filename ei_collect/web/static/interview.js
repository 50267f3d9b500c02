// Comfort for whoever keys an interview; every page works without it. What is typed is kept every few seconds and when the
// page is left, and it is said whether that worked. A language chosen for somebody's words turns their field round at once.
"use strict";

(() => {
  const form = document.querySelector("form.interview");
  if (!form) return;
  const EVERY = 8000;
  const status = document.getElementById("kept");
  const written = () => {
    const typed = new URLSearchParams(new FormData(form));
    typed.set("stay", "1");
    return typed.toString();
  };
  let kept = written();
  let sending = false;

  const isHere = (answer) => answer.ok && new URL(answer.url).pathname === new URL(form.action).pathname;

  // Whoever has signed in again has another token: it stands in the page as it would be shown now.
  const renew = async () => {
    const answer = await fetch(form.action);
    if (!isHere(answer)) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrf_token]");
    if (fresh) form.querySelector("[name=csrf_token]").value = fresh.value;
  };

  const keep = async () => {
    const now = written();
    if (sending || now === kept) return;
    sending = true;
    try {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      const answer = await fetch(form.action, { method: "POST", body: now, headers, redirect: "follow" });
      if (!isHere(answer)) throw new Error("not kept");
      kept = now;
      status.textContent = "Everything typed here is kept.";
    } catch {
      status.textContent = "What you typed last is not kept yet. If you were signed out, sign in again in another tab: it is then kept by itself.";
      await renew().catch(() => {});
    } finally {
      sending = false;
    }
  };

  setInterval(keep, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  window.addEventListener("beforeunload", (event) => {
    if (written() !== kept) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    kept = written();
  });
  for (const chosen of form.querySelectorAll("select[data-words-of]")) {
    chosen.addEventListener("change", () => {
      const field = document.getElementById(chosen.dataset.wordsOf);
      field.lang = chosen.value;
      field.dir = chosen.selectedOptions[0].dataset.dir;
    });
  }
})();
