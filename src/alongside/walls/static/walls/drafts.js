// What somebody has typed is there again after a refresh, under the id that it was perhaps sent with:
// sent once more it is still one note. On a shared device nothing is kept.
const root = () => document.querySelector("[data-wall]");
const draft = () => `alongside.wall.${root().dataset.stream}`;

export function store(form) {
  if (document.querySelector("[data-turn]")) return;
  const { text, client } = form.elements;
  try {
    if (text.value) sessionStorage.setItem(draft(), JSON.stringify([text.value, client.value]));
    else sessionStorage.removeItem(draft());
  } catch {
    // A browser that keeps nothing: the words are there until the page goes.
  }
}

function restore() {
  const form = root()?.querySelector("[data-add]");
  if (!form || form.elements.text.value || document.querySelector("[data-turn]")) return;
  try {
    const found = JSON.parse(sessionStorage.getItem(draft()));
    if (!found) return;
    [form.elements.text.value, form.elements.client.value] = found;
    form.dataset.sent = "";
  } catch {
    // Nothing is kept.
  }
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("[data-add]");
  if (!form || target.name !== "text") return;
  if ("sent" in form.dataset) form.elements.client.value = newId(); // other words are another note
  delete form.dataset.sent;
  store(form);
});
document.addEventListener("submit", ({ target }) => {
  if (root() && target.action.endsWith("/leave/")) sessionStorage.removeItem(draft());
});
document.addEventListener("wall:shown", restore);
restore();

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
