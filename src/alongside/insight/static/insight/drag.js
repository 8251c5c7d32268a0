// Drag a comment onto a theme: the same as pressing the theme's button.
const comments = document.querySelectorAll("[data-comment]");
const themes = document.querySelectorAll("[data-theme]");
let dragged = null;

for (const comment of comments) {
  comment.draggable = true;
  comment.addEventListener("dragstart", (event) => {
    dragged = comment;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", comment.id);
  });
  comment.addEventListener("dragend", () => {
    dragged = null;
  });
}

for (const theme of themes) {
  theme.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    theme.classList.add("over");
  });
  theme.addEventListener("dragleave", () => theme.classList.remove("over"));
  theme.addEventListener("drop", (event) => {
    event.preventDefault();
    theme.classList.remove("over");
    dragged?.querySelector(`button[name="theme"][value="${theme.dataset.theme}"]`)?.click();
  });
}
