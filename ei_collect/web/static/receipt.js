// The square that one photographs leads here with the code behind a "#", which browsers keep to themselves: it is put
// into the field and taken out of the address.
"use strict";

{
  const code = location.hash.slice(1);
  if (/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/i.test(code)) {
    document.getElementById("typed").value = code;
    history.replaceState(null, "", location.pathname + location.search);
  }
}
