/* Roll call: keeps the count of 出勤, 请假, 缺席 beside the button up to date. */
(function () {
  "use strict";
  const form = document.querySelector("[data-roll-call]");
  const count = form && form.querySelector("[data-call-count]");
  if (!count) return;

  function update() {
    const totals = new Map();
    form.querySelectorAll(".call-state").forEach(function (label) {
      const name = label.textContent.trim();
      const chosen = label.querySelector("input").checked ? 1 : 0;
      totals.set(name, (totals.get(name) || 0) + chosen);
    });
    count.textContent = Array.from(totals, function (pair) {
      return pair.join(" ");
    }).join("　");
  }

  form.addEventListener("change", update);
  window.addEventListener("pageshow", update);
})();
