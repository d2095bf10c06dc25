/* Running total of a mark sheet: typed points, else the measured ones that a row carries. */
(function () {
  "use strict";
  const output = document.querySelector("[data-total]");
  if (!output) return;

  function rowPoints(row) {
    const leave = row.querySelector("[data-leave]");
    if (leave && leave.checked) return { points: 0, weight: 0 };
    const input = row.querySelector("[data-points]");
    const typed = input ? parseFloat(input.value) : NaN;
    const points = Number.isNaN(typed) ? parseFloat(row.dataset.measured || "0") || 0 : typed;
    return { points: Math.max(points, 0), weight: parseFloat(row.dataset.weight) };
  }

  function refresh() {
    const rows = Array.from(document.querySelectorAll("[data-row]")).map(rowPoints);
    const points = rows.reduce((sum, row) => sum + row.points, 0);
    const weight = rows.reduce((sum, row) => sum + row.weight, 0);
    output.textContent = weight ? ((points / weight) * 100).toFixed(2) : "0.00";
  }

  document.addEventListener("input", refresh);
  document.addEventListener("change", refresh);
  refresh();
})();
