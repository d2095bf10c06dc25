/* The month and week grid above the agenda. Without script, on a phone and in print the agenda stands alone. */
(function () {
  "use strict";
  const frame = document.getElementById("calendar");
  if (!frame || !window.FullCalendar || window.matchMedia("(max-width: 47.99rem)").matches) return;

  function text(event) {
    const parts = [event.title, event.extendedProps.owner, event.extendedProps.place, event.extendedProps.status];
    return parts.filter(Boolean).join("，");
  }

  // A month's cell is narrow: it shows the title alone. Time, owner, place and status stand in the tooltip
  // and are read out; the agenda below prints them, so the tone only repeats what words say.
  function content(info) {
    const inMonth = info.view.type === "dayGridMonth";
    const line = document.createElement("span");
    line.className = "calendar-event-text";
    line.textContent = (inMonth || !info.timeText ? "" : info.timeText + " ") + info.event.title;
    line.title = [info.timeText, text(info.event)].filter(Boolean).join(" ");
    const spoken = document.createElement("span");
    spoken.className = "visually-hidden";
    spoken.textContent = "（" + [inMonth && info.timeText, info.event.extendedProps.status].filter(Boolean).join("，") + "）";
    return { domNodes: [line, spoken] };
  }

  // The agenda below and the address follow the month of the grid.
  let shown = frame.dataset.day.slice(0, 7);
  function follow(month) {
    if (month === shown) return;
    shown = month;
    const address = "?month=" + month;
    fetch(address)
      .then(function (reply) {
        return reply.text();
      })
      .then(function (page) {
        const fresh = new DOMParser().parseFromString(page, "text/html");
        if (shown !== month || !fresh.getElementById("agenda")) return;
        document.getElementById("agenda").replaceWith(fresh.getElementById("agenda"));
        document.querySelector(".page-title").textContent = fresh.querySelector(".page-title").textContent;
        document.title = fresh.title;
        history.replaceState(null, "", address);
      })
      .catch(function () {
        document.getElementById("live").textContent = "下方日程没有更新，请检查网络后刷新页面。";
      });
  }

  frame.hidden = false;
  const calendar = new window.FullCalendar.Calendar(frame, {
    locale: "zh-cn",
    timeZone: "Asia/Shanghai",
    initialDate: frame.dataset.day,
    initialView: "dayGridMonth",
    headerToolbar: { start: "prev,next today", center: "title", end: "dayGridMonth,timeGridWeek" },
    views: { timeGridWeek: { titleFormat: { year: "numeric", month: "long", day: "numeric" } } },
    height: "auto",
    firstDay: 1,
    dayMaxEvents: 4,
    nowIndicator: true,
    slotMinTime: "06:00:00",
    slotMaxTime: "22:00:00",
    eventDisplay: "block",
    eventTimeFormat: { hour: "2-digit", minute: "2-digit", hour12: false },
    events: frame.dataset.feed,
    eventContent: content,
    // The weekday is its own label; hidden text under a label reads as an empty header.
    dayHeaderDidMount: function (info) {
      info.el.querySelectorAll("[aria-hidden]").forEach(function (inner) {
        inner.removeAttribute("aria-hidden");
      });
    },
    eventClass: function (info) {
      return "calendar-event tone-" + info.event.extendedProps.tone;
    },
    datesSet: function (info) {
      follow(info.view.calendar.formatIso(info.view.calendar.getDate()).slice(0, 7));
    },
    eventSourceFailure: function () {
      document.getElementById("live").textContent = "日历没有取到活动，请刷新页面；下方日程不受影响。";
    },
  });
  calendar.render();
})();
