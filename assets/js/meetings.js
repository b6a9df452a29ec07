/* Meetings nearby. A [data-here="FIELD"] button writes where the device is into that field, only when tapped; it is sent with the form
   and nowhere else. A list [data-meetings-keep] is kept on the device as text, with the time, so that [data-meetings-kept] can show the last one without
   a network: what was found, never what was asked, and nothing of the page around it. "Leave now", signing out and [data-meetings-forget] clear it. */
(function () {
  "use strict";
  var KEY = "meetings-nearby";
  function store(work) { try { return work(window.localStorage); } catch (error) { return null; } }
  function forget() { store(function (kept) { kept.removeItem(KEY); }); }
  window.addEventListener("cairn:leave", forget);
  document.addEventListener("submit", function (event) {
    if (event.target.getAttribute("action") === "/sign-out") forget();
  });

  var list = document.querySelector("[data-meetings-keep]");
  if (list) {
    var texts = Array.prototype.map.call(list.querySelectorAll(".queue__item"), function (item) {
      function words(name) {
        return Array.prototype.map.call(item.querySelectorAll(name), function (part) { return part.textContent.trim(); })
          .filter(Boolean).join(" · ");
      }
      return { when: words(".queue__when > *"), name: words("h3"), where: words(".queue__what p") };
    });
    store(function (kept) { kept.setItem(KEY, JSON.stringify({ at: Date.now(), found: texts })); });
  }

  function last() {
    try {
      var kept = JSON.parse(store(function (s) { return s.getItem(KEY); }));
      return kept && Array.isArray(kept.found) && kept.found.length ? kept : null;
    } catch (error) { return null; }
  }
  var shown = document.querySelector("[data-meetings-kept]");
  function show(kept) {
    var from = document.querySelector("[data-meetings-from]"), none = document.querySelector("[data-meetings-kept-none]");
    var button = document.querySelector("[data-meetings-forget]");
    shown.textContent = "";
    if (kept) {
      kept.found.forEach(function (one) {
        var item = document.createElement("li"), when = document.createElement("div"), what = document.createElement("div");
        var name = document.createElement("h2"), where = document.createElement("p");
        item.className = "queue__item"; when.className = "queue__when"; what.className = "queue__what";
        when.textContent = one.when; name.textContent = one.name; where.textContent = one.where;
        what.append(name, where); item.append(when, what); shown.append(item);
      });
      var time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" });
      from.textContent = from.dataset.meetingsFrom.replace("{when}", time.format(new Date(kept.at)));
    }
    shown.hidden = from.hidden = button.hidden = !kept;
    none.hidden = Boolean(kept);
  }
  if (shown) {
    show(last());
    document.querySelector("[data-meetings-forget]").addEventListener("click", function () { forget(); show(null); });
  }

  var here = document.querySelector("[data-here]");
  if (here && navigator.geolocation) {
    here.hidden = false;
    here.addEventListener("click", function () {
      var field = document.getElementById(here.dataset.here);
      navigator.geolocation.getCurrentPosition(function (at) {
        // About a hundred meters: near enough, and no door.
        field.value = at.coords.latitude.toFixed(3) + ", " + at.coords.longitude.toFixed(3);
        here.form.requestSubmit();
      }, function () { here.textContent = here.dataset.hereFailed; here.disabled = true; });
    });
  }
})();
