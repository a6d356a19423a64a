// How long the session lasts: a warning before it ends, a way to stay, and the way back when it has ended.
import { live, unlock } from "./journal.js";
import { ask, time } from "./telling.js";

const WARN = 5 * 60 * 1000;
const EVERY = 5000;
const SLACK = 60 * 1000; // the server notes only once a minute that somebody is there
let idle = 0;
let ends = 0;
let seen = Date.now();
let asked = null;

export const touched = () => { seen = Date.now(); };

const end = () => Math.min(seen + idle - SLACK, ends);

// Where sign-in leads back to: this page, at the box that was typed in last.
export function back() {
  const box = document.activeElement?.id || document.querySelector("main")?.dataset.last || "";
  return `${location.pathname}${location.search}${box ? `#${encodeURIComponent(box)}` : ""}`;
}

const signIn = () => location.assign(`/sign-in?next=${encodeURIComponent(back())}`);

export function signedOut(isOther, isKept, again) {
  if (asked?.isOut && asked.isConnected) return;
  const kept = isKept ? "What you typed is kept on this device, for you alone." : "Keep this page open: what you typed is only here.";
  const who = isOther ? "Somebody else has signed in here since." : "You are signed out.";
  const choices = isKept ? [["Sign in again", signIn]] : [["Sign in in another tab", () => void open("/sign-in") ?? false]];
  asked = ask("You are signed out", `${who} ${kept}`, [...choices, ["I have signed in again", again]]);
  asked.isOut = true;
}

async function stay() {
  const is = await unlock();
  if (is === false) return signedOut(live.isOther, true, async () => (await unlock()) === true);
  if (is) [idle, ends, seen] = [live.idle * 1000, Date.now() + live.left * 1000, Date.now()];
  return is === true;
}

function look() {
  const left = end() - Date.now();
  if (left > Math.min(WARN, idle / 3) || asked?.isConnected) return;
  if (left <= 0) {
    stay();
    return;
  }
  const words = `You will be signed out at ${time(end())}, unless you stay.`;
  asked = ask("Are you still there?", words, [["Stay signed in", stay], ["Sign out", () => document.querySelector("form[action$='/sign-out']").requestSubmit()]]);
}

export function watchSession() {
  const told = document.querySelector("meta[name=session]")?.content.split(" ").map(Number);
  if (!told) return;
  [idle, ends] = [told[0] * 1000, Date.now() + told[1] * 1000];
  setInterval(look, EVERY);
  document.addEventListener("focusin", ({ target }) => {
    if (target.id && target.closest("main form")) document.querySelector("main").dataset.last = target.id;
  });
}
