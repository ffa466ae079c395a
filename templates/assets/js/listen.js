/* Reads an article out, a paragraph after the other; asked again it pauses, and goes on. Loaded by js/tools.js. */
const speech = window.speechSynthesis;
export default (button, voice) => {
  const { lang } = button.closest("[lang]");
  const say = (speaks) => button.setAttribute("aria-pressed", speaks);
  if (speech.speaking) {
    say(speech.paused);
    return speech.paused ? speech.resume() : speech.pause();
  }
  const parts = document.querySelectorAll("h1, .sapo, .text > :is(p, h2, h3, ul, ol, blockquote), .entry > h2");
  const said = [...parts].map((part) =>
    Object.assign(new SpeechSynthesisUtterance(part.innerText), { lang, voice }));
  said.at(-1).onend = () => say(false);
  for (const one of said) speech.speak(one);
  say(true);
};
addEventListener("pagehide", () => speech.cancel());
