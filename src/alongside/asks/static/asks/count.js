// Says how many letters are left of data-limit, once nine in ten are used. Without this script the
// limit stands above the box, and the page that takes the answer says when it is too long.
document.querySelectorAll("[data-limit]").forEach((box) => {
  const limit = Number(box.dataset.limit);
  const shown = document.createElement("p");
  const said = document.createElement("p");
  shown.className = "hint";
  shown.setAttribute("aria-hidden", "true");
  said.className = "hidden-words";
  said.setAttribute("role", "status");
  box.after(shown, said);
  let pause;
  const count = () => {
    const left = limit - [...box.value.normalize("NFC").trim()].length;
    const words = left < 0 ? box.dataset.over : box.dataset.left;
    shown.textContent = left > limit / 10 ? "" : words.replace("{count}", Math.abs(left).toLocaleString());
    shown.classList.toggle("problem", left < 0);
    clearTimeout(pause);
    // Only when the keys rest: every letter read out would be in the way of typing.
    pause = setTimeout(() => { said.textContent = shown.textContent; }, 1000);
  };
  box.addEventListener("input", count);
  count();
});
