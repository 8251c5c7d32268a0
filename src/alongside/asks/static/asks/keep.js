// Keeps what is typed: a moment after the last key, and when the page is left. A form says where by
// its data-keep address. Without this script an answer is kept when its page is sent.
const form = document.querySelector("form[data-keep]");
if (form) {
  let timer;
  let changed = false;
  const keep = () => {
    clearTimeout(timer);
    if (!changed) return;
    changed = false;
    fetch(form.dataset.keep, { method: "POST", body: new FormData(form), keepalive: true }).catch(
      () => { changed = true; },
    );
  };
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  });
  form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
}
const problem = document.querySelector(".problems");
if (problem) problem.focus();
