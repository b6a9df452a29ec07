/* <div data-surf="a.urge" data-minute data-in data-out hidden>: counts the minutes of a curve and breathes along. A tap on a number writes minute
   and number into the next empty row, which can be written by hand too. Who asks for less motion sees words alone (tool.css). */
(function () {
  "use strict";
  document.querySelectorAll("[data-surf]").forEach(function (box) {
    var name = box.getAttribute("data-surf"), now = box.querySelector(".surf__now"), wave = box.querySelector(".surf__wave");
    var rate = box.querySelector("[data-surf-rate]"), began, out = true, timer;
    box.hidden = false;
    function minute() { return Math.min(240, Math.floor((Date.now() - began) / 60000)); }
    function breathe() {
      out = !out;
      wave.textContent = box.getAttribute(out ? "data-out" : "data-in");
      wave.classList.toggle("surf__wave--out", out);
    }
    function tell() { now.textContent = box.getAttribute("data-minute").replace("{minute}", String(minute())); }
    function field(row, column) { return document.getElementById(name + "." + row + "." + column); }
    box.querySelector("[data-surf-start]").addEventListener("click", function (event) {
      began = Date.now();
      event.currentTarget.remove();
      rate.hidden = false;
      tell();
      breathe();
      var seconds = 0;
      timer = setInterval(function () {
        seconds += 5;
        breathe();
        if (seconds % 60 === 0) tell();
        if (minute() >= 240) clearInterval(timer);
      }, 5000);
    });
    rate.addEventListener("click", function (event) {
      var value = event.target.value;
      if (!value) return;
      for (var row = 0, cell; (cell = field(row, "rating")); row += 1) {
        if (!cell.value) {
          cell.value = value;
          field(row, "minute").value = String(minute());
          cell.dispatchEvent(new Event("input", { bubbles: true }));
          return;
        }
      }
    });
  });
})();
