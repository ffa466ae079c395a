/* Chooses one of several advertisements of a slot, by their weights, and puts it into the room that is kept for it. */
for (const room of document.querySelectorAll("[data-choose]")) {
  const ads = [...room.querySelectorAll("template")];
  const weight = (ad) => Number(ad.dataset.weight);
  let left = Math.random() * ads.reduce((sum, ad) => sum + weight(ad), 0);
  const shown = ads.find((ad) => (left -= weight(ad)) < 0) ?? ads.at(-1);
  room.replaceChildren(shown.content.cloneNode(true));
}
