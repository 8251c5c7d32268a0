// Reads a question aloud with the voice of the device: one button for each question, in the language
// the question is in. Where the device has no voice for it there is no button.
const pattern = document.querySelector("template[data-aloud]");
const speech = window.speechSynthesis;
if (pattern && speech && window.SpeechSynthesisUtterance) {
  const NOT_READ = "button, input, select, textarea, script, template, details, [hidden], [aria-hidden='true'], .hidden-words, .aloud";
  const BLOCKS = "legend, h1, h2, p, li, label, .legend, .small-legend, small, dt, dd";
  const main = (code) => code.toLowerCase().split(/[-_]/)[0];
  const tongue = (part) => part.closest("[lang]")?.lang || document.documentElement.lang;
  const voice = (code) => {
    const same = speech.getVoices().filter((one) => main(one.lang) === main(code));
    return same.find((one) => one.localService) ?? same[0];
  };
  let reading = null; // the tools of the question that is being read

  // What a question says, a line for each part, each in its own language.
  const lines = (question) => {
    const parts = [...question.querySelectorAll(BLOCKS)]
      .filter((one) => !one.closest(NOT_READ))
      .filter((one) => !one.parentElement.closest(BLOCKS) || one.matches("small"));
    return parts.map((part) => {
      const copy = part.cloneNode(true);
      copy.querySelectorAll(`${NOT_READ}, small`).forEach((one) => one.remove());
      return { words: copy.textContent.replace(/\s+/g, " ").trim(), code: tongue(part) };
    }).filter((line) => line.words);
  };

  const show = (tools, state) => {
    const on = state === "reading";
    const [say, stop] = ["[data-say]", "[data-stop]"].map((one) => tools.querySelector(one));
    const focused = tools.contains(document.activeElement);
    say.hidden = on;
    stop.hidden = !on;
    if (focused) (on ? stop : say).focus();
    tools.querySelector("[role='status']").textContent = on ? pattern.dataset.reading : pattern.dataset.read;
  };

  const stop = () => {
    const tools = reading;
    reading = null;
    speech.cancel();
    if (tools) show(tools, "still");
  };

  const read = (tools, question) => {
    stop();
    reading = tools;
    show(tools, "reading");
    // A line at a time: browsers break off a long text.
    const said = lines(question).map(({ words, code }) => {
      const one = new SpeechSynthesisUtterance(words);
      one.lang = code;
      one.voice = voice(code) ?? null;
      return one;
    });
    const over = () => { if (reading === tools) stop(); };
    said.forEach((one) => { one.onerror = over; });
    if (!said.length) return over();
    said.at(-1).onend = over;
    said.forEach((one) => speech.speak(one));
  };

  const offer = () => {
    for (const question of document.querySelectorAll(".question, [data-read-aloud]")) {
      const there = question.querySelector(":scope > .aloud");
      if (there || !voice(tongue(question))) continue;
      const tools = pattern.content.firstElementChild.cloneNode(true);
      tools.querySelector("[data-say]").addEventListener("click", () => read(tools, question));
      tools.querySelector("[data-stop]").addEventListener("click", stop);
      question.firstElementChild.after(tools);
    }
  };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
}
