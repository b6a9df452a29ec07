/* <form data-draft>: asks before typed words are lost. Keeps nothing on the device, and never stands in the way of "Leave now". */
(function () {
  "use strict";
  var dirty = false;
  document.addEventListener("input", function (event) { if (event.target.closest("form[data-draft]")) dirty = true; });
  document.addEventListener("submit", function () { dirty = false; });
  window.addEventListener("cairn:leave", function () { dirty = false; });
  window.addEventListener("beforeunload", function (event) { if (dirty) { event.preventDefault(); event.returnValue = ""; } });
})();
