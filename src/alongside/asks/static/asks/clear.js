// Takes an answer back in the page. Without this script the button is sent, and does the same.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[name='clear-answer']");
  const question = button?.closest("fieldset");
  if (!question) return;
  event.preventDefault();
  const buttons = question.querySelectorAll("input[type='radio']");
  buttons.forEach((one) => { one.checked = false; });
  question.querySelectorAll("input[type='text']").forEach((box) => { box.value = ""; });
  question.dispatchEvent(new Event("input", { bubbles: true }));
  buttons[0]?.focus();
});
