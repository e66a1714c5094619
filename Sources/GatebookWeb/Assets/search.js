// Answers as one types: the page that the form would lead to is fetched, and its answers are shown
// in the place of those before. Without this script the button does the same.
"use strict";
const field = document.querySelector("input[data-search]");
const place = field && document.getElementById(field.dataset.search);
if (place) {
  let asked = field.value;
  let waiting = 0;
  let running = null;

  const show = async () => {
    const text = field.value.trim();
    if (text === asked) return;
    asked = text;
    if (running) running.abort();
    if (text === "") {
      place.replaceChildren();
      return;
    }
    running = new AbortController();
    const address = "/search?q=" + encodeURIComponent(text);
    try {
      const response = await fetch(address, { signal: running.signal, redirect: "error" });
      if (!response.ok) throw new Error(response.status);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const answers = page.getElementById(field.dataset.search);
      if (answers && text === field.value.trim()) place.replaceChildren(...answers.childNodes);
    } catch (problem) {
      // The button tells what is wrong; nothing outdated is left standing.
      if (problem.name !== "AbortError") place.replaceChildren();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
}
