/* <textarea data-hints="/language-hints" data-hints-target="ID">: after a pause, sends the text and shows the hints that come back
   (an HTML fragment made by the server). Never blocks writing; silent when it fails. */
(function () {
  "use strict";
  document.querySelectorAll("textarea[data-hints]").forEach(function (area) {
    var place = document.getElementById(area.dataset.hintsTarget), timer, request;
    if (!place) return;
    area.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, 400);
    });
    function ask() {
      if (request) request.abort();
      if (!area.value.trim()) { place.replaceChildren(); return; }
      var mine = request = new AbortController();
      fetch(area.dataset.hints, { method: "POST", body: new URLSearchParams({ text: area.value }), signal: mine.signal, redirect: "error" })
        .then(function (answer) { return answer.ok ? answer.text() : ""; })
        .then(function (html) { if (mine === request) place.innerHTML = html; })
        .catch(function () {});
    }
  });
})();
