/* <output data-timer="SECONDS LEFT" data-over="The time is up">: counts down beside the words that say until when it goes on. The server
   knows when the round began, so a reload goes on where it was. Makes no sound; says it once when the time is up. */
(function () {
  "use strict";
  document.querySelectorAll("[data-timer]").forEach(function (out) {
    var until = Date.now() + 1000 * Number(out.dataset.timer);
    out.setAttribute("aria-live", "off");
    function show() {
      var left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      out.textContent = left > 0 ? Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0") : out.dataset.over;
      if (left > 0) return;
      clearInterval(beat);
      out.setAttribute("aria-live", "polite");
    }
    var beat = setInterval(show, 1000);
    show();
  });
})();
