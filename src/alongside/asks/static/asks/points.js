// Shares out points in place, with the buttons that would otherwise be sent. The button keeps the
// focus, and what is left is said politely. It listens on the page, so that a question which comes
// later has it too.
const boxes = (points) => [...points.querySelectorAll("input")];
const worth = (box) => (/^\s*\d+\s*$/.test(box.value) ? Number(box.value) : 0);

const left = (points) => {
  const given = boxes(points).reduce((sum, box) => sum + worth(box), 0);
  return Number(points.dataset.total) - given;
};

const tell = (points) => {
  const { some, none, over } = points.dataset;
  const rest = left(points);
  const words = rest < 0 ? over.replace("{over}", -rest) : some.replace("{left}", rest);
  points.querySelector("[data-left]").textContent = rest ? words : none;
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-points] [data-act]");
  if (!button) return;
  event.preventDefault();
  const points = button.closest("[data-points]");
  const box = button.closest("li").querySelector("input");
  const by = Number(points.dataset.by);
  const more = Math.max(0, Math.min(by, left(points)));
  box.value = worth(box) + (button.dataset.act === "more" ? more : -Math.min(by, worth(box)));
  box.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("input", (event) => {
  const points = event.target.closest("[data-points]");
  if (points) tell(points);
});
