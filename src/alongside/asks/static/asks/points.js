// Shares out points in place, with the buttons that would otherwise be sent. The button keeps the
// focus, and what is left is said politely. A room runs this anew for each question it comes to.
const worth = (box) => (/^\s*\d+\s*$/.test(box.value) ? Number(box.value) : 0);

for (const points of document.querySelectorAll("[data-points]:not([data-ready])")) {
  points.dataset.ready = "yes";
  const { total, by, some, none, over } = points.dataset;
  const boxes = [...points.querySelectorAll("input")];
  const left = () => Number(total) - boxes.reduce((sum, box) => sum + worth(box), 0);

  points.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    event.preventDefault();
    const box = button.closest("li").querySelector("input");
    const more = Math.max(0, Math.min(Number(by), left()));
    const less = Math.min(Number(by), worth(box));
    box.value = worth(box) + (button.dataset.act === "more" ? more : -less);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  points.addEventListener("input", () => {
    const rest = left();
    const words = rest < 0 ? over.replace("{over}", -rest) : some.replace("{left}", rest);
    points.querySelector("[data-left]").textContent = rest ? words : none;
  });
}
