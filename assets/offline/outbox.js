/* Sends what waits, one form after the other, as the form's own page would have. A form is sent until the server says that it has it: it carries a
   key under which the server keeps it once, however often it arrives. One that needs another look stays, and with it whatever was written later
   about the same thing; the others go on. */
(function () {
  "use strict";
  /* What became of one form: "kept", "look", "gone", "sign-in", "revoked", or "later". */
  async function send(form) {
    let answer;
    try {
      answer = await fetch(form.path, {
        method: "POST", redirect: "manual", credentials: "same-origin", cache: "no-store",
        headers: { "content-type": "application/x-www-form-urlencoded" }, body: form.body,
      });
    } catch (away) { return "later"; }
    if (answer.type === "opaqueredirect") return (await receipt(form.key)) ? "kept" : "later";
    if (answer.status === 410) return "revoked";
    if (answer.status === 401) return "sign-in";
    if (answer.status === 404 || answer.status === 403) return "gone";
    if (answer.status === 422 || answer.status === 400) return "look";
    return "later";
  }
  async function receipt(key) {
    try { return (await fetch("/receipts/" + key, { credentials: "same-origin", cache: "no-store" })).ok; } catch (away) { return false; }
  }
  /* Sends all; tells `told` after each. Only one page of the browser sends at a time. */
  async function sendAll(told) {
    if (navigator.locks) return navigator.locks.request("outbox", { ifAvailable: true }, (lock) => (lock ? sendInOrder(told) : "busy"));
    return sendInOrder(told);
  }
  async function sendInOrder(told) {
    const stuck = new Set();
    let end = "done";
    for (const number of await kept.numbers()) {
      const form = await kept.read(number);
      if (!form) continue;
      if (stuck.has(form.about)) { continue; }
      const outcome = await send(form);
      if (outcome === "kept") { await kept.remove(number); told("kept", form); continue; }
      if (outcome === "look" || outcome === "gone") {
        stuck.add(form.about);
        if (form.state !== outcome) await kept.change(number, Object.assign({}, form, { state: outcome }));
        told(outcome, form);
        continue;
      }
      end = outcome;
      break;
    }
    return end;
  }
  window.outbox = { sendAll: sendAll };
})();
