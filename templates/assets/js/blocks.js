/* Fetches blocks that are files of their own, a screen or two before the reader comes to them. What cannot be fetched
   stays the link that it is. A module: however many blocks name it, it is loaded and run once a page. */
const put = async (place) => {
  try {
    const answer = await fetch(place.dataset.block);
    if (!answer.ok) throw answer;
    place.outerHTML = await answer.text();
    dispatchEvent(new Event("blocks"));
  } catch {
    place.querySelector("[aria-hidden]")?.remove();
  }
};
const watch = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    watch.unobserve(target);
    put(target);
  }
}, { rootMargin: "1000px" });
for (const place of document.querySelectorAll("[data-block]")) watch.observe(place);
