/* Charts drawn from the tables beside them: the table is the data, the text alternative and the print.
   <figure data-chart="bar|line|stack"> holds <div class="chart-canvas"> and a table whose first column names
   the categories; cells carry data-value; a row's first link is where a click on the chart leads. */
(function () {
  "use strict";

  const INK = "#4c535b";
  const LINE = "#e3e2dd";
  const COLOURS = ["#24476e", "#8fb0d4", "#c9ccd1", "#8a6d3b", "#5c8a6a"]; // told apart by lightness: also in print

  function readTable(table) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const rows = Array.from(table.tBodies[0].rows);
    const columns = heads.map((head, index) => index).filter((index) => "series" in heads[index].dataset);
    return {
      names: rows.map((row) => row.cells[0].textContent.trim()),
      links: rows.map((row) => { const link = row.querySelector("a"); return link ? link.href : ""; }),
      series: columns.map((index) => ({
        name: heads[index].textContent.trim(),
        kind: heads[index].dataset.series,
        values: rows.map((row) => Number(row.cells[index].dataset.value || 0)),
      })),
    };
  }

  function axis(extra) {
    return Object.assign({
      axisLine: { lineStyle: { color: LINE } }, axisTick: { show: false },
      axisLabel: { color: INK }, splitLine: { lineStyle: { color: LINE } }, nameTextStyle: { color: INK },
    }, extra);
  }

  function options(figure, data) {
    const sideways = figure.dataset.chart === "ranking";
    const categories = axis({ type: "category", data: data.names, inverse: sideways, splitLine: { show: false } });
    if (!sideways) categories.axisLabel = { color: INK, interval: 0, hideOverlap: true };
    const unit = figure.dataset.unit || "";
    const values = axis({ type: "value", name: sideways ? "" : unit });
    const second = axis({ type: "value", name: figure.dataset.unit2 || "", splitLine: { show: false } });
    return {
      animation: false, color: COLOURS, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      aria: { enabled: true },
      grid: { left: 8, right: sideways ? 44 : 16, top: data.series.length > 1 ? 40 : 28, bottom: 4, containLabel: true },
      legend: data.series.length > 1 ? { top: 0, textStyle: { color: INK } } : undefined,
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
      xAxis: sideways ? values : categories,
      yAxis: sideways ? categories : figure.dataset.unit2 ? [values, second] : values,
      series: data.series.map((one) => ({
        name: one.name, type: one.kind === "line" ? "line" : "bar", data: one.values, barMaxWidth: 22,
        yAxisIndex: one.kind === "line" && figure.dataset.unit2 ? 1 : 0,
        label: sideways ? { show: true, position: "right", color: INK } : undefined,
      })),
    };
  }

  function draw(figure) {
    const data = readTable(figure.querySelector("table"));
    const chart = window.echarts.init(figure.querySelector(".chart-canvas"));
    chart.setOption(options(figure, data));
    chart.on("click", (point) => { if (data.links[point.dataIndex]) window.location.href = data.links[point.dataIndex]; });
    return chart;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const charts = Array.from(document.querySelectorAll("figure[data-chart]")).map(draw);
    window.addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
  });
})();
