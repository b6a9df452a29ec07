/* Help must open without a network, so every page sets the worker up. It keeps nothing of anybody (assets/worker/worker.js). */
(function () {
  "use strict";
  if (!navigator.serviceWorker) return;
  window.addEventListener("load", function () { navigator.serviceWorker.register("/sw.js").catch(function () {}); });
})();
