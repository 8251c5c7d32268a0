// Puts things in order in place, with the buttons that would otherwise be sent. Focus stays with the
// thing, and what happened is said politely.
for (const ranking of document.querySelectorAll("[data-ranking]")) {
  const order = ranking.querySelector("[data-order]");
  const rest = ranking.querySelector("[data-rest]");
  const left = rest.querySelector("ul");
  const says = ranking.querySelector("[data-says]");
  const { top, ordinals, moved, takenOut } = ranking.dataset;
  const names = ordinals.split("|");
  const listed = [...order.children, ...left.children];

  const show = () => {
    const things = [...order.children];
    const full = things.length >= Number(top);
    for (const thing of [...things, ...left.children]) {
      const place = things.indexOf(thing);
      const label = thing.querySelector("[data-place]");
      label.textContent = names[place] ?? "";
      label.hidden = place < 0;
      thing.querySelector("input").value = place < 0 ? "" : place + 1;
      thing.classList.remove("lacking");
      const hidden = {
        up: place < 1,
        down: place < 0 || place === things.length - 1,
        out: place < 0,
        in: place >= 0 || full,
      };
      for (const button of thing.querySelectorAll("[data-act]")) {
        button.hidden = hidden[button.dataset.act];
      }
    }
    order.hidden = !things.length;
    ranking.querySelector("[data-empty]").hidden = things.length > 0;
    rest.hidden = !left.children.length;
    ranking.querySelector("[data-full]").hidden = !full;
  };

  const act = {
    up: (thing) => thing.previousElementSibling.before(thing),
    down: (thing) => thing.nextElementSibling.after(thing),
    in: (thing) => order.append(thing),
    out: (thing) => {
      const later = listed.slice(listed.indexOf(thing) + 1);
      left.insertBefore(thing, later.find((other) => other.parentElement === left) ?? null);
    },
  };

  ranking.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    event.preventDefault();
    const thing = button.closest("li");
    act[button.dataset.act](thing);
    show();
    const other = { up: "down", down: "up" }[button.dataset.act];
    const near = thing.querySelector(`[data-act="${other}"]:not([hidden])`) ?? thing;
    (button.hidden ? near : button).focus();
    const place = names[[...order.children].indexOf(thing)];
    const sentence = place ? moved.replace("{place}", place) : takenOut;
    says.textContent = sentence.replace("{thing}", thing.dataset.thing);
    thing.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
  });
}
