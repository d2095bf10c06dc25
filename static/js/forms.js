/* Forms: a question before verbs marked data-confirm, no double submission, no lost entries (data-guard). */
(function () {
  "use strict";
  const dialog = document.getElementById("confirm");
  const confirmed = new WeakSet();
  let asking = null;
  let unsaved = false;

  function ask(form, submitter) {
    asking = { form: form, submitter: submitter };
    dialog.querySelector("#confirm-text").textContent = form.dataset.confirm;
    dialog.showModal();
  }

  function answer(event) {
    const button = event.target.closest("[data-answer]");
    if (!button || !asking) return;
    const act = asking;
    asking = null;
    dialog.close();
    if (button.dataset.answer !== "yes") return;
    confirmed.add(act.form);
    if (act.form.requestSubmit) act.form.requestSubmit(act.submitter || undefined);
    else act.form.submit();
  }

  function settle(form, submitter) {
    unsaved = false;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) return true;
    form.dataset.sent = "yes";
    if (submitter) submitter.classList.add("is-busy");
    return false;
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.confirm && dialog && dialog.showModal && !confirmed.has(form)) {
      event.preventDefault();
      ask(form, event.submitter);
      return;
    }
    confirmed.delete(form);
    if (settle(form, event.submitter)) event.preventDefault();
  });

  if (dialog) dialog.addEventListener("click", answer);

  document.addEventListener("input", function (event) {
    if (event.target.closest("form[data-guard]")) unsaved = true;
  });

  window.addEventListener("beforeunload", function (event) {
    if (unsaved) event.preventDefault();
  });

  // Back from the next page: the browser may show this one from its memory, buttons still asleep.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
    document.querySelectorAll(".is-busy").forEach(function (button) {
      button.classList.remove("is-busy");
    });
  });

  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
})();
