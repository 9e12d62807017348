// Saves an answer as soon as it is chosen, and says "saved" only after the server did.
// Without this script the buttons of the form do the same.
const form = document.querySelector("form[data-answer]");
const status = form.querySelector("[data-status]");
let running = null;

function say(text, state) {
  status.textContent = text;
  status.className = state;
}

async function save() {
  say("", "");
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const response = await fetch(form.action || location.href, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
      signal,
    });
    const answer = await response.json();
    if (!response.ok) {
      say(answer.error, "alert");
      return;
    }
    const typed = form.elements.answer?.value ?? "";
    const read = answer.number && answer.number !== typed ? `. ${form.dataset.read} ${answer.number}` : "";
    say(`${form.dataset.saved} ${answer.saved}${read}`, "saved");
  } catch (error) {
    if (error.name !== "AbortError") say(form.dataset.waiting, "alert");
  }
}

form.addEventListener("change", save);
// The form itself is about to be sent: an answer still under way must not overtake it.
form.addEventListener("submit", () => running?.abort());
