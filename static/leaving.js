// Leaving: signing out once everything is saved, and putting the screen away at once.
import { canKeep } from "./journal.js";
import { flush } from "./saving.js";
import { back } from "./session.js";
import { ask } from "./telling.js";

const AWAY = "/account/away";
const TWICE = 500;

async function signOut(form) {
  const left = await flush(4000);
  const leave = () => form.submit();
  if (!left) return leave();
  const kept = (await canKeep())
    ? "It is kept on this device for 14 days, for you alone, and saved when you sign in here again."
    : "This browser cannot keep it: it is lost when you sign out.";
  return ask("Not everything is saved", `${left === 1 ? "One answer" : `${left} answers`} could not be sent. ${kept}`, [
    ["Stay signed in", () => true],
    ["Sign out all the same", leave],
  ]);
}

async function putAway(form) {
  sessionStorage.setItem("back", back());
  document.documentElement.classList.add("app-put-away");
  document.title = "Screen put away";
  await flush(1500);
  try {
    const sent = await fetch(form.action, { method: "POST", body: new FormData(form), signal: AbortSignal.timeout(4000) });
    if (sent.ok) return location.replace(AWAY);
  } catch {
    // no connection: the screen is put away all the same
  }
  document.body.replaceChildren(Object.assign(document.createElement("h1"), { textContent: "Screen put away. Close this tab." }));
  return document.documentElement.classList.remove("app-put-away");
}

export function startLeaving() {
  const away = document.querySelector("form.app-away");
  const out = document.querySelector("form[action$='/sign-out']");
  out?.addEventListener("submit", (event) => {
    event.preventDefault();
    signOut(out);
  });
  away?.addEventListener("submit", (event) => {
    event.preventDefault();
    putAway(away);
  });
  let pressed = 0;
  document.addEventListener("keydown", ({ key, timeStamp }) => {
    if (key !== "Escape" || !away || document.querySelector("dialog[open]")) return;
    if (timeStamp - pressed < TWICE) putAway(away);
    pressed = timeStamp;
  });
  const signIn = document.querySelector("a[data-sign-in]");
  const to = signIn && sessionStorage.getItem("back");
  if (to) signIn.href = `/sign-in?next=${encodeURIComponent(to)}`;
}
