/* <output data-minutes data-start="ID" data-end="ID" data-unit-minutes="15" data-text="{minutes} minutes, {units} units">: says how long
   the session was. Takes time and datetime-local inputs; an end time before the start is the next day. Units here only show whole
   units passed; the server applies the payer's own rounding. */
(function () {
  "use strict";
  function minutes(input) {
    var clock = /(?:(\d{4})-(\d\d)-(\d\d)T)?(\d\d):(\d\d)/.exec(input.value);
    if (!clock) return NaN;
    return (clock[1] ? Date.UTC(clock[1], clock[2] - 1, clock[3]) / 60000 : 0) + clock[4] * 60 + Number(clock[5]);
  }
  document.querySelectorAll("[data-minutes]").forEach(function (out) {
    var start = document.getElementById(out.dataset.start), end = document.getElementById(out.dataset.end);
    if (!start || !end) return;
    function show() {
      var length = minutes(end) - minutes(start), unit = Number(out.dataset.unitMinutes) || 15;
      if (length < 0 && end.type === "time") length += 1440;
      out.textContent = length >= 0 ? out.dataset.text.replace("{minutes}", length).replace("{units}", Math.floor(length / unit)) : "";
    }
    start.addEventListener("input", show);
    end.addEventListener("input", show);
    show();
  });
})();
