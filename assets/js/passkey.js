/* <form data-passkey="create|get" data-passkey-options="JSON">: asks the browser for a passkey and sends its answer with the form, in the
   hidden field "credential". [data-passkey-failed] is shown when that did not work. */
(function () {
  "use strict";
  function bytes(text) {
    var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, function (letter) { return letter.charCodeAt(0); });
  }
  function text(buffer) {
    var raw = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function readable(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    (options.excludeCredentials || []).concat(options.allowCredentials || []).forEach(function (known) { known.id = bytes(known.id); });
    return options;
  }
  function written(credential) {
    var given = credential.response, answer = { clientDataJSON: text(given.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (part) {
      if (given[part]) answer[part] = text(given[part]);
    });
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: answer });
  }
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    var failed = form.querySelector("[data-passkey-failed]");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      failed.hidden = true;
      if (!navigator.credentials || !window.PublicKeyCredential) { failed.hidden = false; return; }
      var asked = { publicKey: readable(JSON.parse(form.dataset.passkeyOptions)) };
      navigator.credentials[form.dataset.passkey](asked).then(function (credential) {
        form.elements.credential.value = written(credential);
        form.submit();
      }).catch(function () { failed.hidden = false; });
    });
  });
})();
