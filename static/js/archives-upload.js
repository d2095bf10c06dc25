/* Uploads from a phone: one request per file, two at a time, each with its progress and its own retry.
   Before sending, and again when an answer got lost, the server is asked by SHA-256 whether it holds the file. */
(function () {
  "use strict";
  const PARALLEL = 2;
  const HASH_LIMIT = 30 * 1024 * 1024; // a telephone reads the whole file into memory to hash it
  const TEXTS = {
    waiting: "等待上传",
    held: "已经在档案里了，没有重复上传",
    offline: "网络中断，没有传完",
    session: "登录已过期：请在另一个页面重新登录，再回来点“重试”",
    failed: "服务器没有收下，请稍后重试",
    large: "文件太大，超过上限，请压缩后再传",
  };
  const queue = [];
  let running = 0;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function addFile(form, file) {
    const row = element("li", "upload-row");
    const item = {
      form: form,
      file: file,
      slot: form.elements.slot.value,
      row: row,
      bar: element("progress", "progress"),
      text: element("span", "upload-text", TEXTS.waiting),
      digest: null,
    };
    item.bar.max = 100;
    item.bar.value = 0;
    item.bar.setAttribute("aria-label", file.name);
    row.append(element("span", "upload-name", file.name), item.bar, item.text);
    form.querySelector("[data-queue]").append(row);
    if (file.size > Number(form.dataset.limit)) fail(item, TEXTS.large, false);
    else queue.push(item);
  }

  function next() {
    while (running < PARALLEL && queue.length) {
      running += 1;
      begin(queue.shift());
    }
    if (!running && !queue.length && window.htmx) window.htmx.trigger(document.body, "materials-changed");
  }

  function done() {
    running -= 1;
    next();
  }

  async function hash(file) {
    if (!window.crypto || !crypto.subtle || !file.arrayBuffer || file.size > HASH_LIMIT) return null;
    try {
      const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    } catch (error) {
      return null; // the file is gone from the telephone, or too large for it: sending will say so
    }
  }

  async function isHeld(item) {
    if (!item.digest) return false;
    const query = new URLSearchParams({ slot: item.slot, sha256: item.digest });
    try {
      const reply = await fetch(item.form.dataset.holds + "?" + query, { headers: { Accept: "application/json" } });
      return reply.ok && !reply.redirected && (await reply.json()).held;
    } catch (error) {
      return false;
    }
  }

  async function begin(item) {
    item.text.textContent = "正在上传";
    item.digest = item.digest || (await hash(item.file));
    if (await isHeld(item)) {
      finish(item, TEXTS.held);
      done();
    } else {
      send(item);
    }
  }

  function send(item) {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("slot", item.slot);
    body.append("file", item.file, item.file.name);
    request.open("POST", item.form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", item.form.elements.csrfmiddlewaretoken.value);
    request.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) item.bar.value = Math.round((event.loaded / event.total) * 100);
    });
    request.addEventListener("load", function () {
      receive(item, request);
      done();
    });
    request.addEventListener("error", function () {
      lost(item);
    });
    request.send(body);
  }

  // The answer did not come, but the file may have arrived: ask before calling it a failure.
  async function lost(item) {
    if (await isHeld(item)) finish(item, "已上传，刷新页面可见");
    else fail(item, TEXTS.offline, true);
    done();
  }

  function receive(item, request) {
    const place = new URL(request.responseURL || location.href, location.href).pathname;
    let outcome = null;
    try {
      outcome = JSON.parse(request.responseText).outcomes[0];
    } catch (error) {
      outcome = null;
    }
    if (outcome && outcome.status !== "refused") {
      showCard(item, outcome);
      finish(item, outcome.text);
    } else if (outcome) {
      fail(item, outcome.text, false);
    } else if (place === "/accounts/login/" || request.status === 403) {
      fail(item, TEXTS.session, true);
    } else {
      fail(item, request.status === 413 ? TEXTS.large : TEXTS.failed, request.status !== 413);
    }
  }

  function showCard(item, outcome) {
    const old = document.getElementById("material-" + outcome.id);
    if (old && outcome.status === "duplicate") return;
    const template = document.createElement("template");
    template.innerHTML = outcome.card.trim();
    const card = template.content.firstElementChild;
    item.form.closest(".slot").querySelector("[data-" + outcome.place + "]").append(card);
    if (window.htmx) window.htmx.process(card);
  }

  function finish(item, text) {
    item.bar.value = 100;
    item.row.classList.add("is-done");
    item.text.textContent = text;
  }

  function fail(item, text, again) {
    item.row.classList.add("is-failed");
    item.text.textContent = text;
    const button = element("button", "btn upload-again", again ? "重试" : "知道了");
    button.type = "button";
    button.addEventListener("click", function () {
      button.remove();
      item.row.classList.remove("is-failed");
      if (!again) {
        item.row.remove();
        return;
      }
      queue.push(item);
      next();
    });
    item.row.append(button);
  }

  // WeChat on some telephones returns nothing from a picker that allows many: after two picks that brought
  // nothing, the input asks for one at a time; picked files stay in the queue.
  function watchPicker(form, input) {
    const inWeChat = /MicroMessenger/i.test(navigator.userAgent);
    const hint = form.querySelector("[data-hint]");
    let vain = 0;
    if (inWeChat) hint.hidden = false;
    input.addEventListener("click", function () {
      if (!inWeChat) return;
      window.addEventListener("focus", function () {
        setTimeout(function () {
          vain += 1;
          if (vain >= 2) input.removeAttribute("multiple");
        }, 1500);
      }, { once: true });
    });
    input.addEventListener("change", function () {
      vain = -1;
      const files = Array.from(input.files);
      if (!files.length) {
        input.removeAttribute("multiple");
        hint.hidden = false;
        return;
      }
      files.forEach((file) => addFile(form, file));
      input.value = "";
      next();
    });
  }

  document.querySelectorAll("form[data-upload]").forEach(function (form) {
    form.querySelectorAll("input[type=file]").forEach((input) => watchPicker(form, input));
  });

  window.addEventListener("beforeunload", function (event) {
    if (running || queue.length) event.preventDefault();
  });
})();
