/* <div class="password">: a button (hidden without scripts) that shows or hides what was typed. */
(function () {
  "use strict";
  document.querySelectorAll(".password").forEach(function (group) {
    var input = group.querySelector("input"), button = group.querySelector("button");
    if (!input || !button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var show = input.type === "password";
      input.type = show ? "text" : "password";
      button.textContent = show ? button.dataset.hide : button.dataset.show;
    });
    if (input.form) input.form.addEventListener("submit", function () { input.type = "password"; });
  });
})();
