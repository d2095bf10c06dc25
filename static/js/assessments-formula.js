/* The formula form shows only the fields that the chosen rule uses; without this script all are shown. */
(function () {
  "use strict";
  const source = document.getElementById("rule-needs");
  if (!source) return;
  const needs = JSON.parse(source.textContent);
  const OPTIONAL = ["points", "target", "per", "also", "also_per", "tier_day", "tier_points"];

  function uses(rule, name) {
    const wanted = needs[rule] || [];
    if (name.startsWith("tier_")) return wanted.includes("tiers");
    if (name.startsWith("also")) return rule === "penalty";
    return wanted.includes(name);
  }

  function refresh(part) {
    const rule = part.querySelector("select[name$='-rule']").value;
    const used = part.querySelector("select[name$='-metric']").value !== "";
    part.querySelectorAll("input, select").forEach((field) => {
      const name = field.name.split("-").slice(2).join("-");
      const frame = field.closest(".mb-3");
      if (!frame || name === "metric") return;
      if (name === "rule") frame.hidden = !used;
      else if (OPTIONAL.some((key) => name.startsWith(key))) frame.hidden = !used || !uses(rule, name);
    });
  }

  document.querySelectorAll("[data-part]").forEach((part) => {
    part.addEventListener("change", () => refresh(part));
    refresh(part);
  });
})();
