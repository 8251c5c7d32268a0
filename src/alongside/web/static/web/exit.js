// The way out: the page is not kept in the history.
document.querySelector("[data-exit]").addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(event.currentTarget.href);
});
