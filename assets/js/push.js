/* <form data-push-key="KEY" data-push-refused="…">: asks this browser for push messages and sends what it gave with the form, in the hidden
   field "subscription". Browsers without them keep the sentence in [data-push-words]. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-push-key]");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  var words = form.querySelector("[data-push-words]"), button = form.querySelector("button");
  function bytes(text) {
    var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, function (letter) { return letter.charCodeAt(0); });
  }
  words.hidden = true;
  button.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    button.disabled = true;
    navigator.serviceWorker.register("/sw.js").then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (worker) {
      return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.pushKey) });
    }).then(function (subscription) {
      form.elements.subscription.value = JSON.stringify(subscription);
      form.submit();
    }).catch(function () {
      words.textContent = form.dataset.pushRefused;
      words.hidden = false;
      button.disabled = false;
    });
  });
})();
