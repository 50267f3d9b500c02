// Comfort for coders; every page works without it. Words selected in the text fill "Only these words" and say where they
// stand, in code points. j and k go through the suggestions, t takes and r rejects the one in focus.
"use strict";

(() => {
  const text = document.getElementById("words-of-text");
  const words = document.getElementById("words");
  const start = document.getElementById("start");
  const stop = document.getElementById("stop");
  const suggestions = Array.from(document.querySelectorAll("#suggestions > .suggestion"));

  const codePoints = (string) => Array.from(string).length;

  const markSelection = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    words.value = range.toString();
    start.value = codePoints(before.toString());
    stop.value = Number(start.value) + codePoints(range.toString());
  };

  const forget = () => {
    start.value = "";
    stop.value = "";
  };

  const move = (step) => {
    const now = suggestions.findIndex((each) => each.contains(document.activeElement));
    const next = suggestions[Math.min(Math.max(now + step, 0), suggestions.length - 1)];
    if (next) next.focus();
  };

  const press = (key) => {
    const now = suggestions.find((each) => each.contains(document.activeElement));
    const button = now && now.querySelector(`[data-key="${key}"]`);
    if (button) button.click();
  };

  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("keydown", (event) => {
    if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "t" || event.key === "r") press(event.key);
  });
  document.addEventListener("mouseup", markSelection);
  text.addEventListener("keyup", markSelection);
  document.addEventListener("touchend", () => setTimeout(markSelection, 0));
  words.addEventListener("input", forget);
})();
