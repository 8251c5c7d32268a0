// Puts a slider beside the box of a number. It stands in the middle and says "not answered yet"
// until it is moved, pressed, or a number is typed; emptying the box takes the answer back.
const show = (slider) => {
  const box = slider.querySelector("input[type='text']");
  const range = slider.querySelector("input[type='range']");
  const number = Number(box.value);
  const answered = /^\s*-?\d+\s*$/.test(box.value);
  if (answered) range.value = number;
  const { now, notYet } = slider.dataset;
  const words = answered ? now.replace("{value}", box.value.trim()) : notYet;
  slider.classList.toggle("unanswered", !answered);
  range.setAttribute("aria-valuetext", answered ? box.value.trim() : notYet);
  slider.querySelector("[data-state]").textContent = words;
};

const take = (range) => {
  const slider = range.closest("[data-slider]");
  const box = slider.querySelector("input[type='text']");
  if (box.value === range.value) return;
  box.value = range.value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

for (const slider of document.querySelectorAll("[data-slider]:not([data-ready])")) {
  slider.dataset.ready = "yes";
  slider.querySelector("[data-line]").hidden = false;
  const range = slider.querySelector("input[type='range']");
  range.addEventListener("input", () => take(range));
  // The middle is an answer too: a press, or the space bar, takes the place the slider is at.
  range.addEventListener("click", () => take(range));
  range.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    take(range);
  });
  slider.addEventListener("input", () => show(slider));
  show(slider);
}
