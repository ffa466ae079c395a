/* Loads the third parties that the reader has agreed to, and nothing before. The answer stays in this browser. */
const KEY = "consent";
const banner = document.querySelector("#consent");
const providers = JSON.parse(banner.dataset.providers);
const { version, days } = banner.dataset;
const boxes = [...banner.querySelectorAll("input")];
const signal = navigator.globalPrivacyControl === true || navigator.doNotTrack === "1";
const loaded = new Set();

const recall = () => {
  try {
    const answer = JSON.parse(localStorage.getItem(KEY));
    if (answer?.version === version && answer.until > Date.now()) return answer.given;
  } catch {} /* storage is forbidden: nothing is remembered */
  return null;
};
const remember = (given) => {
  try {
    localStorage.setItem(KEY, JSON.stringify({ version, given, until: Date.now() + days * 864e5 }));
  } catch {}
};

const rooms = (name) => [...document.querySelectorAll(`[data-provider="${name}"]`)];
/* What a script wants to be told before it runs. */
const setups = {
  matomo: ({ id, url }) => {
    (window._paq ??= []).push(["setTrackerUrl", `${url}/matomo.php`], ["setSiteId", id], ["trackPageView"], ["enableLinkTracking"]);
  },
  "google-analytics": ({ id }) => {
    const layer = (window.dataLayer ??= []);
    window.gtag ??= function () {
      layer.push(arguments);
    };
    gtag("js", new Date());
    gtag("config", id);
  },
  "google-ad-manager": () => {
    const tag = (window.googletag ??= { cmd: [] });
    tag.cmd.push(() => {
      const found = rooms("google-ad-manager");
      tag.pubads().setForceSafeFrame(true); /* a frame of this host would be under this site's policy */
      for (const room of found) {
        const sizes = JSON.parse(room.dataset.sizes);
        const mapping = tag.sizeMapping();
        for (const [least, width, height] of sizes) mapping.addSize([least, 0], width ? [[width, height]] : []);
        const every = sizes.filter(([, width]) => width).map(([, ...size]) => size);
        room.replaceChildren();
        tag.defineSlot(room.dataset.unit, every, room.id).defineSizeMapping(mapping.build()).addService(tag.pubads());
      }
      tag.enableServices();
      for (const room of found) tag.display(room.id);
    });
  },
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
    setups[one.provider]?.(one);
    const script = document.createElement("script");
    for (const [name, value] of Object.entries(one.attributes)) script.setAttribute(name, value);
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

const decide = (given) => {
  remember(given);
  banner.hidden = true;
  const refused = providers.filter((one) => !given.includes(one.purpose));
  forget(refused);
  if (refused.some((one) => loaded.has(one))) location.reload(); /* what runs cannot be taken back otherwise */
  else load(given);
};
const choices = {
  refuse: () => [],
  accept: () => boxes.map((box) => box.name),
  save: () => boxes.filter((box) => box.checked).map((box) => box.name),
};
for (const button of banner.querySelectorAll("button")) button.onclick = () => decide(choices[button.value]());

const ask = () => {
  const given = recall() ?? [];
  for (const box of boxes) box.checked = given.includes(box.name);
  banner.querySelector(".consent-signal").hidden = !signal;
  banner.hidden = false;
};
for (const link of document.querySelectorAll("[data-consent]")) {
  link.hidden = false;
  link.onclick = () => {
    ask();
    banner.querySelector("h2").focus();
  };
}
const given = recall();
if (given) load(given);
else if (!signal) ask();
