/* The frame: drawer and filter on a phone, menus, printing. Everything works from data attributes. */
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  const drawer = document.getElementById("side-menu");
  const opener = document.querySelector("[data-drawer]");

  function setDrawer(open) {
    if (!drawer || !opener) return;
    drawer.classList.toggle("is-open", open);
    opener.setAttribute("aria-expanded", String(open));
    const target = open ? drawer.querySelector("a, button") : opener;
    if (target) target.focus();
  }

  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(except)) menu.open = false;
    });
  }

  document.addEventListener("click", function (event) {
    const target = event.target;
    closeMenus(target);
    if (target.closest("[data-drawer]")) setDrawer(true);
    if (target.closest("[data-drawer-close]")) setDrawer(false);
    if (target.closest("[data-print]")) window.print();
    const toggle = target.closest("[data-toggle]");
    if (toggle) {
      const open = document.getElementById(toggle.dataset.toggle).classList.toggle("is-open");
      toggle.setAttribute("aria-expanded", String(open));
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    if (drawer && drawer.classList.contains("is-open")) setDrawer(false);
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
