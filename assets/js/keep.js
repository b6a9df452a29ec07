/* <div data-keep>: keeps this page on the phone when its person asks for it, so that it opens without a network and without signing in. [data-keep-add]
   and [data-keep-remove] are its two buttons. <a data-kept>: leads to what is kept. "Leave now" and signing out take it away: here, and by
   Clear-Site-Data where nothing unsent waits (decision 32). */
(function () {
  "use strict";
  if (!window.caches) return;
  var box = document.querySelector("[data-keep]"), link = document.querySelector("[data-kept]");
  function kept() { return caches.open("kept"); }
  function forget() { caches.delete("kept").catch(function () {}); }
  window.addEventListener("cairn:leave", forget);
  document.addEventListener("submit", function (event) {
    if (event.target.getAttribute("action") === "/sign-out") forget();
  });
  function copy() {
    return fetch(location.pathname, { cache: "no-store" }).then(function (answer) {
      // A sign-in that ended meanwhile leads to another page, which must not take the place of this one.
      if (!answer.ok || answer.redirected) throw answer;
      return kept().then(function (cache) { return cache.put(location.pathname, answer); });
    });
  }
  function show(there) {
    box.hidden = false;
    box.querySelector("[data-keep-add]").hidden = there;
    box.querySelector("[data-keep-remove]").hidden = !there;
  }
  if (box) {
    kept().then(function (cache) { return cache.match(location.pathname); }).then(function (there) {
      show(Boolean(there));
      // What is kept is never older than what was looked at last.
      if (there && navigator.onLine) copy().catch(function () {});
    });
    box.querySelector("[data-keep-add] button").addEventListener("click", function () { copy().then(function () { show(true); }).catch(function () {}); });
    box.querySelector("[data-keep-remove] button").addEventListener("click", function () {
      kept().then(function (cache) { return cache.delete(location.pathname); }).then(function () { show(false); });
    });
  }
  if (link) {
    // Worksheets may be kept too; from "Help now" the way leads to the plan.
    kept().then(function (cache) { return cache.keys(); }).then(function (all) {
      var paths = all.map(function (one) { return new URL(one.url).pathname; });
      var plan = paths.find(function (path) { return path.endsWith("/safety-plan"); });
      if (plan) { link.href = plan; link.closest("li").hidden = false; }
    });
  }
})();
