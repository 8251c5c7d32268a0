// Drag a note to another place: an extra beside the buttons of Move, never instead of them.
const root = () => document.querySelector("[data-wall]");
let dragged = null;

document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest("[data-columns] [data-note]");
  const may = item && !("locked" in root().dataset) && !event.target.closest("button, a, summary");
  if (item) item.draggable = Boolean(may && event.pointerType === "mouse");
});

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-note]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.querySelector("[data-text]").textContent);
});

document.addEventListener("dragend", () => {
  dragged = null;
  over(null);
});

document.addEventListener("dragover", (event) => {
  const column = event.target.closest?.("[data-column]");
  if (!dragged || !column) return;
  event.preventDefault();
  over(column);
});

document.addEventListener("drop", (event) => {
  const column = event.target.closest?.("[data-column]");
  if (!dragged || !column) return;
  event.preventDefault();
  const list = event.target.closest("ul.notes") || column.querySelector("ul.notes");
  const before = [...list.children].find((one) => {
    const box = one.getBoundingClientRect();
    return one !== dragged && event.clientY < box.top + box.height / 2;
  });
  const detail = {
    act: "put",
    note: dragged.dataset.note,
    column: column.dataset.column,
    group: list.dataset.group,
    before: before ? before.dataset.note : 0,
  };
  document.dispatchEvent(new CustomEvent("wall:act", { detail }));
});

function over(column) {
  for (const one of document.querySelectorAll("[data-column].over")) one.classList.remove("over");
  column?.classList.add("over");
}
