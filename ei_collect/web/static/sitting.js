// The counts of a sitting are fetched anew while its page is looked at. Without this, reloading does the same.
"use strict";
const counts = document.getElementById("counts");

async function renew() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return; // no signal, or signed out meanwhile: what is shown stays
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("counts");
  if (fresh) counts.replaceChildren(...fresh.childNodes);
}

setInterval(renew, Number(counts.dataset.every) * 1000);
document.addEventListener("visibilitychange", renew);
