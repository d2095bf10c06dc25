/* htmx exchanges that go wrong say so in words: an ended session, a page that is gone, a lost network. */
(function () {
  "use strict";
  const TEXTS = {
    session: "登录已过期，请重新登录。",
    gone: "这项内容已不存在，或您已无权查看。",
    failed: "服务器没有完成这次操作，请稍后再试。",
    offline: "网络中断，恢复后会自动继续。",
  };
  const live = document.getElementById("live");

  function say(key) {
    live.textContent = TEXTS[key];
    if (key !== "session") return;
    const link = document.createElement("a");
    link.href = "/accounts/login/?next=" + encodeURIComponent(location.pathname + location.search);
    link.textContent = "登录";
    live.append(" ", link);
  }

  // A poll ends when its element leaves the page, so a copy without the hx- attributes takes its place.
  function stopPolling(element) {
    if (!element.hasAttribute("hx-trigger")) return;
    const still = element.cloneNode(true);
    still.removeAttribute("hx-get");
    still.removeAttribute("hx-trigger");
    element.replaceWith(still);
  }

  document.addEventListener("htmx:beforeSwap", function (event) {
    const reply = event.detail.xhr;
    live.textContent = "";
    if (reply.responseURL && new URL(reply.responseURL).pathname === "/accounts/login/") {
      event.detail.shouldSwap = false;
      say("session");
      stopPolling(event.detail.elt);
    }
  });

  document.addEventListener("htmx:responseError", function (event) {
    const status = event.detail.xhr.status;
    if (status === 401 || status === 403) say("session");
    else if (status === 404) say("gone");
    else say("failed");
    if (status < 500) stopPolling(event.detail.elt);
  });

  document.addEventListener("htmx:sendError", function () {
    say("offline");
  });
})();
