/* Leave now: a [data-exit] link, or Shift three times in five seconds, hides the page at once and goes where the link goes
   (the server ends the session and sends the browser to an everyday site). Going back must show nothing: pages are no-store,
   and a page kept alive by the browser loads itself again. */
(function () {
  "use strict";
  var link = document.querySelector("[data-exit]"), presses = [];
  function leave(event) {
    if (event) event.preventDefault();
    document.title = "\u200b";
    document.body.hidden = true;
    window.dispatchEvent(new Event("cairn:leave"));
    location.replace(link.href);
  }
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  if (!link) return;
  document.addEventListener("click", function (event) { if (event.target.closest("[data-exit]")) leave(event); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    presses = presses.filter(function (at) { return event.timeStamp - at < 5000; });
    presses.push(event.timeStamp);
    if (presses.length === 3) leave();
  });
})();
