/* Albums: PhotoSwipe over every [data-album]; without it the links lead to the photo's own page.
   The addresses of the library come from the page, because static files carry a hash in their names. */
const script = document.querySelector("[data-album-script]");
const { default: Lightbox } = await import(new URL(script.dataset.lightbox, location.href).href);

const TITLES = {
  closeTitle: "关闭（Esc）",
  zoomTitle: "放大或还原",
  arrowPrevTitle: "上一张",
  arrowNextTitle: "下一张",
  errorMsg: "照片打不开",
  indexIndicatorSep: " / ",
};

const lightbox = new Lightbox({
  gallery: "[data-album]",
  children: "a[data-pswp-src]",
  pswpModule: () => import(new URL(script.dataset.photoswipe, location.href).href),
  bgOpacity: 0.92,
  ...TITLES,
});

lightbox.addFilter("itemData", (item) => {
  if (item.element) item.alt = item.element.querySelector("img")?.alt || "";
  return item;
});

lightbox.on("uiRegister", () => {
  lightbox.pswp.ui.registerElement({
    name: "caption",
    order: 9,
    isButton: false,
    appendTo: "root",
    onInit: (box, viewer) => {
      const text = document.createElement("span");
      const link = document.createElement("a");
      link.textContent = "查看著录";
      box.append(text, link);
      viewer.on("change", () => {
        const element = viewer.currSlide.data.element;
        text.textContent = element?.dataset.caption || "";
        link.hidden = !element || !element.getAttribute("href").startsWith("/materials/") || element.getAttribute("href").endsWith("/large/");
        if (!link.hidden) link.href = element.getAttribute("href");
      });
    },
  });
});

lightbox.init();
