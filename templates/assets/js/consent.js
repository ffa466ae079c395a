/* Loads the third parties that the reader has agreed to, and nothing before. The answer stays in this browser. */
const KEY = "consent";
const banner = document.querySelector("#consent");
const providers = JSON.parse(banner.dataset.providers);
const { version, days } = banner.dataset;
const boxes = [...banner.querySelectorAll("input")];
const signal = navigator.globalPrivacyControl === true || navigator.doNotTrack === "1";
const loaded = new Set();
let opener = null;

/* What was agreed to; null where nothing was answered. A signal that came after the answer takes it back. */
const recall = () => {
  try {
    const answer = JSON.parse(localStorage.getItem(KEY));
    if (answer.version === version && answer.until > Date.now() && (answer.signal || !signal)) return [...answer.given];
  } catch {} /* storage is forbidden, empty or spoilt: nothing is remembered */
  return null;
};
const remember = (given) => {
  try {
    localStorage.setItem(KEY, JSON.stringify({ version, given, signal, until: Date.now() + days * 864e5 }));
  } catch {}
};

const rooms = (name) => [...document.querySelectorAll(`[data-provider="${name}"]`)];
/* What a script wants to be told before it runs. */
const setups = {
  matomo: ({ id, url }) => {
    (window._paq ??= []).push(["setTrackerUrl", `${url}/matomo.php`], ["setSiteId", id], ["trackPageView"], ["enableLinkTracking"]);
  },
  "google-analytics": ({ id }, given) => {
    const layer = (window.dataLayer ??= []);
    window.gtag ??= function () {
      layer.push(arguments);
    };
    const ads = given.includes("advertising") ? "granted" : "denied";
    gtag("consent", "default", { analytics_storage: "granted", ad_storage: ads, ad_user_data: ads, ad_personalization: ads });
    gtag("js", new Date());
    gtag("config", id);
  },
  "google-ad-manager": () => {
    const tag = (window.googletag ??= { cmd: [] });
    tag.cmd.push(() => {
      const found = rooms("google-ad-manager");
      const house = new Map(found.map((room) => [room.id, [...room.childNodes]]));
      const ads = tag.pubads();
      ads.setForceSafeFrame(true); /* a frame of this host would be under this site's policy */
      ads.addEventListener("slotRenderEnded", ({ slot, isEmpty }) => {
        const room = document.getElementById(slot.getSlotElementId());
        if (isEmpty) room.replaceChildren(...house.get(room.id)); /* rather the newsroom's own than an empty room */
      });
      for (const room of found) {
        const sizes = JSON.parse(room.dataset.sizes);
        const mapping = tag.sizeMapping();
        for (const [least, width, height] of sizes) mapping.addSize([least, 0], width ? [[width, height]] : []);
        const every = sizes.filter(([, width]) => width).map(([, ...size]) => size);
        room.replaceChildren();
        tag.defineSlot(room.dataset.unit, every, room.id).defineSizeMapping(mapping.build()).addService(ads);
      }
      tag.enableServices();
      for (const room of found) tag.display(room.id);
    });
  },
};
/* What is done when a script is there: where it is stopped, its rooms keep what they have. */
const arrivals = {
  adsense: ({ id }) => {
    for (const room of rooms("adsense")) {
      const place = document.createElement("ins");
      place.className = "adsbygoogle";
      Object.assign(place.dataset, { adClient: id, adSlot: room.dataset.unit });
      room.replaceChildren(place);
      (window.adsbygoogle ??= []).push({});
    }
  },
};

const load = (given) => {
  for (const one of providers) {
    if (!given.includes(one.purpose) || loaded.has(one)) continue;
    loaded.add(one);
    setups[one.provider]?.(one, given);
    const script = document.createElement("script");
    for (const [name, value] of Object.entries(one.attributes)) script.setAttribute(name, value);
    script.onload = () => arrivals[one.provider]?.(one);
    script.src = one.src;
    document.head.append(script);
  }
  dispatchEvent(new CustomEvent("consent", { detail: given }));
};
/* Cookies that a third party has left on this host and the hosts above it. */
const forget = (refused) => {
  const hosts = location.hostname.split(".").map((_, n, parts) => parts.slice(n).join("."));
  for (const cookie of document.cookie.split("; ")) {
    const name = cookie.split("=")[0];
    if (!refused.some((one) => one.cookies.some((begin) => name.startsWith(begin)))) continue;
    for (const domain of ["", ...hosts.map((host) => `; domain=${host}`)])
      document.cookie = `${name}=; max-age=0; path=/${domain}`;
  }
};
/* Act on what is agreed to. What runs cannot be stopped but by a new page; others may have just left cookies. */
const obey = (given) => {
  const refused = providers.filter((one) => !given.includes(one.purpose));
  forget(refused);
  if (refused.some((one) => loaded.has(one))) location.reload();
  else load(given);
};

const close = () => {
  const inside = banner.contains(document.activeElement);
  banner.hidden = true;
  if (inside) (opener ?? document.querySelector("main"))?.focus({ preventScroll: true });
  opener = null;
};
const ask = () => {
  const given = recall() ?? [];
  for (const box of boxes) box.checked = given.includes(box.name);
  banner.querySelector(".consent-signal").hidden = !signal;
  banner.hidden = false;
  /* what has the focus, and the end of the page, can be scrolled to above it */
  document.documentElement.style.setProperty("--consent", `${banner.offsetHeight}px`);
};
const choices = {
  refuse: () => [],
  accept: () => boxes.map((box) => box.name),
  save: () => boxes.filter((box) => box.checked).map((box) => box.name),
};
for (const button of banner.querySelectorAll("button"))
  button.onclick = () => {
    const given = choices[button.value]();
    remember(given);
    close();
    obey(given);
  };
banner.onkeydown = (event) => {
  if (event.key === "Escape") close(); /* which is no answer: nothing changes */
};
for (const link of document.querySelectorAll("[data-consent]")) {
  link.hidden = false;
  link.onclick = () => {
    opener = link;
    ask();
    banner.querySelector("h2").focus();
  };
}

const given = recall();
if (given || signal) obey(given ?? []);
else {
  forget(providers);
  ask();
}
/* An answer in another tab, or on a page before this one came back from the browser's memory. */
const again = () => {
  const given = recall();
  if (!given) return;
  banner.hidden || close();
  obey(given);
};
addEventListener("storage", (event) => event.key === KEY && again());
addEventListener("pageshow", (event) => event.persisted && again());
