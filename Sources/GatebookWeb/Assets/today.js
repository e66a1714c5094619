// Keeps what needs a person today current: it is fetched again each minute and put in the place of
// what stood there, so that who reads it stays where they are. It is told how old it is, and when
// the server does not answer. Without this script, the page for a screen of its own is loaded again.
"use strict";
const part = document.querySelector("[data-refresh]");
if (part) {
  const ageWords = document.getElementById("age-words");
  const alarm = document.getElementById("alarm");
  const every = 60000;
  let givenAt = Date.now();
  let isAsking = false;

  // As the page itself tells it.
  const givenAtWords = () => document.querySelector("#age time").textContent;

  const tellAge = () => {
    const seconds = Math.max(0, Math.round((Date.now() - givenAt) / 1000));
    ageWords.textContent = seconds < 120
      ? `, ${seconds} ${seconds === 1 ? "second" : "seconds"} ago`
      : `, ${Math.floor(seconds / 60)} minutes ago`;
  };

  const tellAlarm = (words) => {
    if (alarm.textContent !== words) alarm.textContent = words;
    alarm.hidden = words === "";
  };

  const show = (fresh) => {
    if (fresh.innerHTML === part.innerHTML) return;
    const focused = part.contains(document.activeElement)
      ? document.activeElement.getAttribute("href") : null;
    const place = window.scrollY;
    part.replaceChildren(...fresh.childNodes);
    if (focused) part.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    window.scrollTo(0, place);
  };

  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      const response = await fetch(part.dataset.refresh, {
        cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(20000),
      });
      if (response.type === "opaqueredirect") {
        tellAlarm("You are signed out: load the page anew and sign in. "
          + `What stands here is of ${givenAtWords()}.`);
      } else if (!response.ok) {
        tellAlarm(`The server does not give this now (${response.status}). `
          + `What stands here is of ${givenAtWords()}.`);
      } else {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const [fresh, age] = [page.getElementById(part.id), page.getElementById("age")];
        if (fresh && age) {
          show(fresh);
          document.getElementById("age").replaceWith(age);
          givenAt = Date.now();
          tellAlarm("");
        } else {
          tellAlarm("What answers is not this page; something may stand between you and the "
            + `server. Load the page anew. What stands here is of ${givenAtWords()}.`);
        }
      }
    } catch {
      tellAlarm(`The server has not answered since ${givenAtWords()}. What stands here is of then.`);
    }
    isAsking = false;
    tellAge();
  };

  tellAge();
  setInterval(tellAge, 10000);
  setInterval(ask, every);
  // A screen that was off slept through its minutes.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - givenAt > every) ask();
  });
}
