// Tells a person what happens to what they type: politely in one line, side by side, or in a dialog.
const make = (tag, className, ...inside) => {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...inside);
  return made;
};

export const time = (at) =>
  new Date(at).toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });

export function say(words, isWorry = false) {
  const line = document.getElementById("saving");
  if (!line || line.textContent === words) return;
  line.textContent = words;
  line.classList.toggle("app-saving--worry", isWorry);
}

const button = (words, press, kind = "") => {
  const made = make("button", `govuk-button ${kind}`, words);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
};
const SECOND = "govuk-button--secondary";

// Both texts of an answer beside its boxes, until the person chose one.
export function showBoth(answer, { theirs, by, at }, mine, chosen) {
  const text = (title, words) => make("div", "", make("dt", "", title), make("dd", "", words));
  const choose = (isMine) => () => {
    panel.remove();
    answer.first().focus();
    chosen(isMine);
  };
  const panel = make(
    "div",
    "app-conflict",
    make("h3", "govuk-heading-s", "This was changed in another window while you were typing"),
    make("p", "govuk-body", "Nothing is lost. Choose which one to keep, or edit yours below first."),
    make("dl", "app-both-texts", text("You typed", mine()), text(`${by} saved at ${time(at)}`, answer.words(theirs))),
    make("div", "govuk-button-group", button("Keep mine", choose(true)), button("Keep the other", choose(false), SECOND)),
  );
  panel.setAttribute("role", "alert");
  panel.tabIndex = -1;
  (answer.first().closest(".govuk-form-group, .app-row") ?? answer.form.firstElementChild).before(panel);
  say("Not saved: both texts are shown.", true);
  return panel;
}

// A question that must be answered first. Each choice is a text and what it does.
export function ask(title, words, choices) {
  document.querySelector("dialog.app-asked")?.remove();
  const asked = make("dialog", "app-asked", make("h2", "govuk-heading-m", title), make("p", "govuk-body", words));
  asked.setAttribute("aria-label", title);
  const press = (act) => async () => (await act()) !== false && asked.remove();
  const all = choices.map(([said, act], place) => button(said, press(act), place ? SECOND : ""));
  asked.append(make("div", "govuk-button-group", ...all));
  asked.addEventListener("cancel", (event) => {
    event.preventDefault();
    all[0].click();
  });
  document.body.append(asked);
  asked.showModal();
  return asked;
}
