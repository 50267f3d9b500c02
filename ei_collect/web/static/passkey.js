// Passkeys: the button is shown where the browser knows them. What it answers goes with the form, as text.
"use strict";

{
  const bytes = (text) => {
    const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
    return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (listed) => (listed || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const made = async (told) => {
    const user = { ...told.user, id: bytes(told.user.id) };
    const excludeCredentials = keys(told.excludeCredentials);
    const publicKey = { ...told, challenge: bytes(told.challenge), user, excludeCredentials };
    const key = await navigator.credentials.create({ publicKey });
    const response = {
      clientDataJSON: text(key.response.clientDataJSON),
      attestationObject: text(key.response.attestationObject),
    };
    return { key, response };
  };

  const shown = async (told) => {
    const publicKey = { ...told, challenge: bytes(told.challenge), allowCredentials: keys(told.allowCredentials) };
    const key = await navigator.credentials.get({ publicKey });
    const response = {
      clientDataJSON: text(key.response.clientDataJSON),
      authenticatorData: text(key.response.authenticatorData),
      signature: text(key.response.signature),
    };
    return { key, response };
  };

  const form = document.getElementById("passkey");
  if (form && window.PublicKeyCredential && navigator.credentials) {
    const failed = document.getElementById("passkey-failed");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const { options, ask } = form.dataset;
        const told = options ? JSON.parse(options) : await (await fetch(ask)).json();
        const { key, response } = options ? await made(told) : await shown(told);
        const answer = { id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} };
        form.elements.answer.value = JSON.stringify(answer);
        const shared = document.querySelector("[name=shared]");
        if (form.elements.shared) form.elements.shared.disabled = !(shared && shared.checked);
        form.submit();
      } catch {
        failed.hidden = false; // cancelled, or the device has none: everything else on the page still works
      }
    });
  }
}
