/* Help must open without a network, so every page sets the worker up. It keeps nothing of anybody (assets/worker/worker.js). */
(function () {
  "use strict";
  var workers = navigator.serviceWorker;
  if (!workers) return;
  window.addEventListener("load", function () {
    workers.register("/sw.js").then(function () { return workers.ready; }).then(function (house) {
      if (!workers.controller) house.active.postMessage("serve");
    }).catch(function () {});
  });
})();
