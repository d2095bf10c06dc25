/* Choosing photos for one description: all, none, and how many are chosen. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-describe]");
  if (!form) return;
  const boxes = Array.from(form.querySelectorAll("input[name=materials]"));
  const count = form.querySelector("[data-count]");

  function show() {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = "（" + chosen + " 张）";
  }

  form.querySelectorAll("[data-choose]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      boxes.forEach((box) => {
        box.checked = button.dataset.choose === "all";
      });
      show();
    });
  });
  form.addEventListener("change", show);
  show();
})();
