// Silence on a shared tablet: after a minute and a half somebody is asked whether they are still there, after two minutes
// everything is over. A tablet that slept through that finds out as it wakes.
//
//   idle.watch({warn, over}) -> begins to count; any key or touch begins anew
//   idle.stir() -> somebody is there, though nothing is touched
"use strict";

const idle = (() => {
  const WARN = 90_000;
  const OVER = 120_000;

  let last = Date.now();
  let warned = false;

  const stir = () => {
    if (Date.now() - last >= OVER) return; // too late: whoever touches it now may be the next one
    last = Date.now();
    warned = false;
  };

  const watch = ({ warn, over }) => {
    last = Date.now();
    const look = () => {
      const silent = Date.now() - last;
      if (silent >= OVER) over();
      else if (silent >= WARN && !warned) {
        warned = true;
        warn();
      }
    };
    for (const sign of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) addEventListener(sign, stir, { capture: true, passive: true });
    for (const sign of ["visibilitychange", "focus", "pageshow"]) addEventListener(sign, look, true);
    setInterval(look, 1000);
  };

  return { watch, stir };
})();
