/* <textarea maxlength>: fills <p class="counter" data-counter-for="ID" data-text="{left} characters left"> below it; speaks only near the end. */
(function () {
  "use strict";
  document.querySelectorAll("[data-counter-for]").forEach(function (line) {
    var area = document.getElementById(line.dataset.counterFor);
    if (!area || area.maxLength < 0) return;
    function show() {
      var left = area.maxLength - area.value.length;
      line.textContent = line.dataset.text.replace("{left}", left);
      line.setAttribute("aria-live", left < 50 ? "polite" : "off");
    }
    area.addEventListener("input", show);
    show();
  });
})();
