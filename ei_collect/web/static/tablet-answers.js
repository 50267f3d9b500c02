// What stands in the forms of a tablet's page: taken out, put back in another language, summed up, and marked as faulty.
"use strict";

const answers = (() => {
  // In the language of the page: what stands below in a second one is left out.
  const words = (element) => {
    const own = element?.cloneNode(true);
    own?.querySelectorAll?.(".also").forEach((also) => also.remove());
    return own?.textContent.trim().replace(/\s+/g, " ") ?? "";
  };

  // The question itself, without what is said beside it.
  const labelOf = (question) => {
    const label = question.querySelector("legend, .label").cloneNode(true);
    label.querySelectorAll(".lead").forEach((beside) => beside.remove());
    return words(label);
  };

  const tickWords = (input) => words(input.closest("label").querySelector("span"));

  const saidInTick = (input) => {
    const beside = input.closest("label").nextElementSibling;
    const own = beside?.matches(".beside") ? beside.querySelector("input") : null;
    return own?.value.trim() ? `${tickWords(input)}: ${own.value.trim()}` : tickWords(input);
  };

  // Of a photo: which one it is, and then all that is said of it.
  const saidOfPhoto = (photo) => {
    const fields = [...photo.querySelectorAll("textarea, input[dir=auto], select[name]")];
    const said = fields.filter((field) => field.value.trim()).map((field) => field.selectedOptions?.[0].text ?? field.value.trim());
    return [words(photo.querySelector("legend")), ...said, tickWords(photo.querySelector(".row :checked"))].join("\n");
  };

  const saidInSound = (voice) => voice.querySelector("audio").getAttribute("aria-label");

  // What was answered, in words, one for each part of the answer.
  const saidIn = (question) => {
    const all = (selector) => [...question.querySelectorAll(selector)];
    const instead = all("[name$=_pnts]:checked");
    if (instead.length) return instead.map(tickWords);
    if (question.dataset.kind === "photo") return [...all("fieldset.photo").map(saidOfPhoto), ...all(".apart :checked").map(tickWords)];
    const rows = all("fieldset.row:has(:checked)").map((row) => `${words(row.querySelector("legend"))}: ${tickWords(row.querySelector(":checked"))}`);
    const ranks = all(".rank select").filter((select) => select.value);
    ranks.sort((one, other) => Number(one.value) - Number(other.value));
    const date = all(".part input").map((input) => input.value.trim()).filter(Boolean).join(" ");
    return [
      ...rows,
      ...ranks.map((select) => `${select.selectedOptions[0].text}. ${words(select.labels[0])}`),
      ...(date ? [date] : []),
      ...all(".tick > :checked").filter((input) => !input.closest(".row, .voice")).map(saidInTick),
      ...all(".voice:has(audio[src])").map(saidInSound),
      ...all("select[name]").filter((select) => !select.closest(".rank") && select.value).map((select) => select.selectedOptions[0].text),
      ...all("textarea, input[dir=auto]:not(.tick + .beside input), input.short[name]").map((field) => field.value.trim()).filter(Boolean),
    ];
  };

  const taken = () => new Map([...document.forms].map((form) => [form.id, [...new FormData(form)]]));

  const putBack = (before) => {
    for (const [id, pairs] of before) {
      for (const field of document.getElementById(id)?.elements ?? []) {
        const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
        if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
        else if (field.name && values.length) field.value = values[0];
      }
    }
  };

  const clearFaults = (form) => {
    form.querySelector(".summary").hidden = true;
    form.querySelectorAll("[data-question] .fault").forEach((fault) => fault.remove());
    form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  };

  const mark = (question, code) => {
    const template = question.querySelector(`template[data-fault="${code}"]`);
    const fault = template ? template.content.firstElementChild.cloneNode(true) : null;
    const field = question.querySelector(".question");
    if (fault) fault.id = `q_${question.dataset.question}-fault`;
    if (fault) [...field.querySelectorAll(":scope > :is(legend, .label, .hint)")].at(-1).after(fault);
    const about = field.matches("fieldset") ? field : field.querySelector(`[id="q_${question.dataset.question}"]`);
    const notes = new Set([...(about.getAttribute("aria-describedby") ?? "").split(" "), fault?.id].filter(Boolean));
    about.setAttribute("aria-describedby", [...notes].join(" "));
    question.querySelectorAll("textarea, select, input:not([type=radio], [type=checkbox])").forEach((each) => each.setAttribute("aria-invalid", "true"));
    return words(fault?.querySelector(".unseen").nextSibling);
  };

  // Faults of a section beside their questions, and all of them at its head.
  const showFaults = (form, findings) => {
    const items = findings.map(({ question, code }) => {
      const asked = form.querySelector(`[data-question="${question}"]`);
      const item = document.createElement("li");
      const link = document.createElement("a");
      const about = document.createElement("span");
      link.href = `#q_${question}`;
      link.textContent = mark(asked, code) || labelOf(asked);
      about.className = "about";
      about.textContent = labelOf(asked);
      item.append(link, " ", about);
      return item;
    });
    const summary = form.querySelector(".summary");
    summary.querySelector("ul").replaceChildren(...items);
    summary.hidden = false;
    summary.focus();
  };

  // The list before sending: each page that is asked, its questions with what was said, and the way back to it.
  const summarise = (form, pages) => {
    const parts = pages.map(({ section, questions }) => {
      const source = document.getElementById(`section-${section}`);
      const part = form.querySelector("[data-part]").content.firstElementChild.cloneNode(true);
      part.querySelector("h2").textContent = words(source.querySelector("h1"));
      part.querySelector("button span").textContent = ` ${words(source.querySelector("h1"))}`;
      part.querySelector("button").dataset.go = section;
      part.querySelector("dl").append(...questions.map((code) => row(form, source.querySelector(`[data-question="${code}"]`))));
      return part;
    });
    form.querySelector("[data-parts]").replaceChildren(...parts);
  };

  const row = (form, question) => {
    const [pair, label, given] = ["div", "dt", "dd"].map((name) => document.createElement(name));
    label.textContent = labelOf(question);
    for (const said of saidIn(question)) {
      const line = document.createElement("div");
      line.className = "typed";
      line.dir = "auto";
      line.textContent = said;
      given.append(line);
    }
    if (!given.childElementCount) given.append(form.querySelector("[data-unanswered]").content.cloneNode(true));
    pair.append(label, given);
    return pair;
  };

  return { taken, putBack, clearFaults, showFaults, summarise };
})();
