// A part of a lesson answers in its place, without loading the whole page again.
// Without this script its button sends the form and the page comes back with the answer in it.
const WAIT = 400;

async function ask(form) {
  form.asking?.abort();
  form.asking = new AbortController();
  const data = new URLSearchParams(new FormData(form));
  const post = form.method === "post";
  const address = new URL(location.href);
  address.hash = "";
  if (!post) address.search = data;
  const response = await fetch(address, {
    method: post ? "POST" : "GET",
    body: post ? data : undefined,
    headers: { "X-Part": form.id },
    credentials: "same-origin",
    signal: form.asking.signal,
  });
  const html = await response.text();
  const told = new DOMParser().parseFromString(html, "text/html").getElementById(form.id);
  if (!told) throw new Error(response.status);
  const said = form.querySelector("[data-said]");
  const answer = told.querySelector("[data-said]");
  said.className = answer.className;
  said.textContent = answer.textContent;
  form.querySelector("[data-more]").replaceChildren(...told.querySelector("[data-more]").childNodes);
}

for (const form of document.querySelectorAll("form[data-part]")) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name) return; // a button that changes the answer: the page comes back with it

    event.preventDefault();
    ask(form).catch((error) => {
      if (error.name !== "AbortError") form.submit();
    });
  });
  if (!("live" in form.dataset)) continue;
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const signs = form.elements.number.value.replace(/[^\p{L}\d]/gu, "").length;
      if (signs >= 10) ask(form).catch(() => {});
    }, WAIT);
  });
}
