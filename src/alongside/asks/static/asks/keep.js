// Keeps what is typed: a moment after the last key, and when the page is left. A form says where by
// its data-keep address. Without this script an answer is kept when its page is sent.
const form = document.querySelector("form[data-keep]");
if (form) {
  let timer;
  let changed = false;
  const keep = async (leaving = false) => {
    clearTimeout(timer);
    if (!changed) return;
    changed = false;
    // A file is sent with its page only, once.
    const said = new FormData(form);
    for (const chosen of form.querySelectorAll("input[type='file']")) said.delete(chosen.name);
    // Only what is sent while leaving has to be short (64 kB): browsers refuse more of it.
    const sending = { method: "POST", body: said, keepalive: leaving };
    const answer = await fetch(form.dataset.keep, sending).catch(() => null);
    changed ||= !answer?.ok;
  };
  form.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  });
  form.addEventListener("submit", () => { changed = false; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep(true);
  });
  // A link leads on when the words are kept, so that the next page knows them.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]:not([href^='#'])");
    const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || !changed) return;
    event.preventDefault();
    const patience = new Promise((done) => { setTimeout(done, 2000); });
    await Promise.race([keep(), patience]);
    location.assign(link.href);
  });
}
const problem = document.querySelector(".problems, .doubts");
if (problem) problem.focus();
