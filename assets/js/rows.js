/* <ol data-rows="Add a row">: a table that grows. Without this script a few empty rows stand below; with it they come one by one, at a tap. */
(function () {
  "use strict";
  document.querySelectorAll("[data-rows]").forEach(function (list) {
    // A curve shows its rows: its minutes are already in them.
    if (list.previousElementSibling && list.previousElementSibling.hasAttribute("data-surf")) return;
    var rows = Array.prototype.slice.call(list.children);
    function empty(row) {
      return Array.prototype.every.call(row.querySelectorAll("input, select"), function (input) { return !input.value; });
    }
    var last = rows.reduce(function (found, row, at) { return empty(row) ? found : at; }, -1);
    var spare = rows.slice(last + 2);
    if (!spare.length) return;
    spare.forEach(function (row) { row.hidden = true; });
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet no-print";
    button.textContent = list.getAttribute("data-rows");
    button.addEventListener("click", function () {
      var row = spare.shift();
      row.hidden = false;
      row.querySelector("input, select").focus();
      if (!spare.length) button.remove();
    });
    list.after(button);
  });
})();
