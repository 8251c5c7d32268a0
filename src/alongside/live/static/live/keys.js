// A key presses the button that names it in data-press, unless somebody is typing; "?" opens the list
// of keys. Whoever talks to their computer, or hits keys by accident, turns them off there.
const OFF = "no-keys";
const keys = document.querySelector("[data-keys]");
const used = document.querySelector("[data-use-keys]");
try {
  used.checked = !localStorage.getItem(OFF);
  used.addEventListener("change", () => {
    if (used.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
} catch {
  // This browser keeps nothing: the keys are on.
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "Escape" && keys.open && keys.contains(event.target)) {
    keys.open = false;
    keys.firstElementChild.focus();
  }
  if (!used.checked) return;
  if (event.key === "?") {
    keys.open = !keys.open;
    keys.firstElementChild.focus();
    event.preventDefault();
    return;
  }
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const button = document.querySelector(`button[data-press="${CSS.escape(name)}"]`);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});
