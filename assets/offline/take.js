/* <form data-take>: asks for the people that were chosen, and keeps them sealed on this device. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-take]");
  if (!form) return;
  const error = form.querySelector("[data-error]"), first = form.querySelector("[data-first]"), button = form.querySelector("button");
  function say(text) { error.textContent = text; error.hidden = !text; if (text) error.focus(); }
  kept.exists().then((there) => {
    first.hidden = there;
    form.querySelectorAll("[data-known]").forEach((part) => { part.hidden = !there; });
  }).catch(() => say(form.dataset.noStore));
  if (!window.crypto || !crypto.subtle) say(form.dataset.noStore);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("");
    button.disabled = true;
    try {
      const typed = form.elements.device_passphrase.value, there = await kept.exists();
      if (!there && typed.length < Number(form.dataset.shortest)) return say(form.dataset.tooShort);
      if (!there && typed !== form.elements.again.value) return say(form.dataset.notSame);
      if (there && !(await kept.open(typed))) return say(form.dataset.wrong);
      const body = new URLSearchParams(new FormData(form));
      body.delete("device_passphrase");
      body.delete("again");
      const answer = await fetch(form.action, { method: "POST", body: body, credentials: "same-origin", cache: "no-store", redirect: "manual" });
      if (answer.status === 410) { await kept.wipe(); return say(form.dataset.revoked); }
      if (answer.status === 422) return say(await answer.text());
      if (!answer.ok) return say(form.dataset.failed);
      const pack = await answer.json();
      if (!there) await kept.begin(typed);
      await kept.put("pack", pack);
      if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
      location.assign("/offline/open");
    } catch (away) { say(form.dataset.failed); } finally { button.disabled = false; }
  });
})();
