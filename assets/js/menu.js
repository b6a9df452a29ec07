/* The phone menu closes with Escape, and when a tap or the focus goes elsewhere, so that it never covers what has the focus. */
(function () {
  "use strict";
  var menu = document.querySelector("details.menu");
  if (!menu) return;
  function close(event) { if (menu.open && !menu.contains(event.target)) menu.open = false; }
  document.addEventListener("click", close);
  document.addEventListener("focusin", close);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();
