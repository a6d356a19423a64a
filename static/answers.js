// The boxes of a page in which one answer is typed: read together, filled in together.
export class Answer {
  constructor(form, spec, place) {
    Object.assign(this, { form, place, base: spec.base, version: spec.version, fields: spec.fields });
    this.names = new Set(Object.values(spec.fields).map((box) => box.split("=")[0]));
  }

  boxes(box) {
    return [...this.form.querySelectorAll(`[name="${CSS.escape(box)}"]`)];
  }

  first() {
    return this.boxes([...this.names].find((name) => this.boxes(name).length) ?? "")[0];
  }

  read() {
    const raw = {};
    for (const [part, box] of Object.entries(this.fields)) {
      const [name, value] = box.split("=");
      const found = this.boxes(name);
      if (value) raw[part] = found.some((one) => one.value === value && one.checked) ? "yes" : "";
      else if (found[0]?.type === "checkbox") raw[part] = found.filter((one) => one.checked).map((one) => one.value);
      else if (found[0]?.type === "radio") raw[part] = found.find((one) => one.checked)?.value ?? "";
      else if (found[0]) raw[part] = found[0].value;
    }
    return raw;
  }

  fill(raw) {
    for (const [part, box] of Object.entries(this.fields)) {
      const [name, value] = box.split("=");
      const now = raw[part] ?? "";
      for (const one of this.boxes(name)) {
        if (value) one.checked = one.value === value ? now === "yes" : one.checked;
        else if (one.type === "checkbox") one.checked = now.includes(one.value);
        else if (one.type === "radio") one.checked = one.value === now;
        else one.value = now;
      }
    }
  }

  // An answer as a person reads it: labels for what is chosen, texts as they are.
  words(raw) {
    const said = Object.entries(this.fields).map(([part, box]) => {
      const [name, value] = box.split("=");
      const now = [raw[part] ?? ""].flat();
      if (value) return now[0] === "yes" ? this.label(name, value) : "";
      return now.map((one) => (one ? this.label(name, one) : "")).filter(Boolean).join(", ");
    });
    return said.filter(Boolean).join("\n") || "Nothing";
  }

  label(name, value) {
    const box = this.boxes(name).find((one) => one.tagName === "SELECT" || one.value === value);
    const option = box?.tagName === "SELECT" && [...box.options].find((one) => one.value === value);
    if (option) return option.text;
    const isChoice = box?.type === "radio" || box?.type === "checkbox";
    return isChoice ? (box.labels[0]?.textContent.trim() ?? value) : value;
  }
}
