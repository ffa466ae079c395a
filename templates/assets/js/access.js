/* Puts the rest of a guarded article in its place, if the server shows it to this reader. What a server answers to all
   others (an error, another page, the way to a sign-in) leaves everything as it is. */
const place = document.querySelector("[data-rest]");
const answer = await fetch(place.dataset.rest, { cache: "no-store", redirect: "manual" }).catch(Object);
if (answer.ok) {
  const got = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-guarded]");
  if (got) {
    place.replaceChildren(...got.childNodes);
    place.dispatchEvent(new Event("embeds", { bubbles: true }));
    /* An address with a heading of the rest (`#…`) leads there now. */
    if (location.hash.length > 1) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
}
