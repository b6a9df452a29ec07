/* Meetings nearby. A [data-here="FIELD"] button writes where the device is into that field, only when tapped; it is sent with the form
   and nowhere else. A list [data-meetings-keep] is kept on the device as text, so that [data-meetings-kept] can show the last one without a
   network: what was found, never what was asked. "Leave now" and signing out clear it. */
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
    store(function (kept) { kept.setItem(KEY, JSON.stringify(texts)); });
  }

  var shown = document.querySelector("[data-meetings-kept]");
  if (shown) {
    var kept = null;
    try { kept = JSON.parse(store(function (s) { return s.getItem(KEY); }) || "null"); } catch (error) { kept = null; }
    if (Array.isArray(kept) && kept.length) {
      kept.forEach(function (one) {
        var item = document.createElement("li"), when = document.createElement("div"), what = document.createElement("div");
        var name = document.createElement("h2"), where = document.createElement("p");
        item.className = "queue__item"; when.className = "queue__when"; what.className = "queue__what";
        when.textContent = one.when; name.textContent = one.name; where.textContent = one.where;
        what.append(name, where); item.append(when, what); shown.append(item);
      });
      shown.hidden = false;
      document.querySelector("[data-meetings-kept-none]").hidden = true;
    }
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
