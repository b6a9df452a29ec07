/* <body data-idle-seconds="900" data-idle-text data-idle-stay data-idle-leave data-idle-failed>: two minutes before the session ends, offers to stay
   (WCAG 2.2.1). Not modal: what is being typed is not interrupted. */
(function () {
  "use strict";
  var words = document.body.dataset, seconds = Number(words.idleSeconds), box, timer;
  if (!seconds) return;
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(warn, Math.max(seconds - 120, seconds / 2) * 1000);
  }
  function make(tag, className, text) {
    var element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }
  function warn() {
    if (!box) {
      var row = make("div", "buttons", ""), stay = make("button", "button", words.idleStay), out = make("button", "button button--quiet", words.idleLeave);
      box = make("div", "ask", "");
      box.setAttribute("role", "alertdialog");
      box.setAttribute("aria-labelledby", "idle-text");
      stay.type = "button";
      stay.addEventListener("click", keep);
      out.setAttribute("form", "sign-out");
      var text = make("p", "", words.idleText);
      text.id = "idle-text";
      row.append(stay, out);
      box.append(text, row);
      var live = make("div", "", "");
      live.setAttribute("aria-live", "assertive");
      live.append(box);
      document.body.append(live);
    }
    box.hidden = false;
  }
  function keep() {
    fetch("/sign-in/keep", { method: "POST", redirect: "error" })
      .then(function (answer) { if (!answer.ok) throw answer; box.hidden = true; wait(); })
      .catch(function () { document.getElementById("idle-text").textContent = words.idleFailed; });
  }
  wait();
})();
