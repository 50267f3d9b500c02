// The path through a survey where no server can be asked: which questions are asked, what was answered, what is wrong.
// The twin of survey/rules.py and answering/{form,path,tongues}.py; needs kinds.js before it. tests/journeys/test_engine.py
// compares the two on invented surveys and answers. What arrives at the server is read again there: this is never trusted.
//
// A form is what a browser would send: {field: [values]}. Typed is what is kept of one person, a draft by section:
// {section: {form, language}}, plain data that can be sealed and sent as it is. Nothing that is handed in is changed.
//
//   engine.prepare(document, wards) -> survey
//     document: as survey/document.py writes it; wards: the codes that can be chosen, in an array.
//   engine.formOf(element) -> form
//     What a <form> holds. Files are left out.
//   engine.save(survey, typed, section, form, language) -> typed
//     With this section's page as typed: only fields of questions that are asked there now are taken (no postcode, no button);
//     what was typed earlier into the others stays. An answer that is left alone keeps its language.
//   engine.stand(survey, typed) -> {pages, answers, findings}
//     pages: [{section, questions: [code]}], those that are asked, in order.
//     answers: {question: answer} for every question, as `inline` of store/answers.py has it, {missing: "not_asked"} included.
//     findings: [{section, question, code}] along the path, in order; codes as in `Fault` of answering/kinds/row.py.
//   engine.asked(survey, typed) -> typed, of the sections and questions that are asked only: what is to be sent
//   engine.after(survey, standing, section), engine.before(...) -> the code of the section asked next to it, or null
//   engine.position(survey, standing, section) -> its place among those asked, from 1
"use strict";

const engine = (() => {
  const { Fault, codesOf, isBlank } = kinds;
  const PREFER_NOT = "-";
  const DONT_KNOW = "?";
  const LISTS = ["single", "multiple", "agreement", "yes_no", "zero_to_ten", "ward", "place"];
  const WORDS_SAY_MORE = ["short_text", "long_text", "place", "voice", "photo"];
  const COMPARISONS = {
    at_least: (given, bound) => given >= bound,
    at_most: (given, bound) => given <= bound,
    more_than: (given, bound) => given > bound,
    less_than: (given, bound) => given < bound,
  };

  // ---- the survey

  const prepare = (document, wards) => ({
    sections: document.sections.map((section) => filled(section, document)),
    wards: new Set(wards),
  });

  const filled = (section, { scales }) => ({
    ...section,
    questions: section.questions.map((question) => ({
      ...question,
      choices: question.choices ?? (question.scale ? scales[question.scale] : []),
      rows: question.rows ?? [],
    })),
  });

  const rank = (survey, code) => survey.sections.findIndex((section) => section.code === code);

  // ---- forms

  const field = (question, part = "") => (part ? `q_${question.code}.${part}` : `q_${question.code}`);
  const partsOf = (question) => ["", ...kinds.partsOf(question)];
  const asTyped = (value) => value.replace(/\r\n/g, "\n").replace(/\0/g, "\u2400");

  const formOf = (element) => {
    const form = {};
    for (const [name, value] of new FormData(element)) {
      if (typeof value === "string") form[name] = [...(form[name] ?? []), value];
    }
    return form;
  };

  const says = (question, form, ending, sign) => {
    const inList = LISTS.includes(question.kind) && form[field(question)]?.includes(sign);
    return inList || form[field(question) + ending]?.length > 0;
  };

  // The fields of these questions, as typed. Beside "prefer not to say" nothing else is kept of a question.
  const cleaned = (form, questions) => Object.assign({}, ...questions.map((question) => fieldsOf(form, question)));

  const fieldsOf = (form, question) => {
    const kept = {};
    if (question.prefer_not_to_say && says(question, form, "_pnts", PREFER_NOT)) return { [`${field(question)}_pnts`]: ["1"] };
    if (question.dont_know && says(question, form, "_dk", DONT_KNOW)) kept[`${field(question)}_dk`] = ["1"];
    const sign = question.dont_know && LISTS.includes(question.kind) ? DONT_KNOW : null;
    for (const part of partsOf(question)) {
      const values = form[field(question, part)]?.filter((value) => part || value !== sign);
      if (values?.length) kept[field(question, part)] = values.map(asTyped);
    }
    return kept;
  };

  const isKept = (typed, code) => Object.keys(typed).includes(code);
  const draftOf = (typed, code) => (isKept(typed, code) ? typed[code] : { form: {}, language: null });
  const markOf = (question) => `in_${question.code}`;
  const languageOf = (draft, question) => draft.form[markOf(question)]?.[0] ?? draft.language;

  // Beside the fields of a page stands of each answer that it left alone in which other language that was given.
  const marks = (questions, before, form, language) => {
    const found = {};
    for (const question of questions) {
      const said = JSON.stringify(fieldsOf(form, question));
      const isLeftAlone = said !== "{}" && said === JSON.stringify(fieldsOf(before.form, question));
      const answeredIn = languageOf(before, question);
      if (isLeftAlone && answeredIn !== language) found[markOf(question)] = [answeredIn];
    }
    return found;
  };

  const save = (survey, typed, code, form, language) => {
    const { questions } = survey.sections[rank(survey, code)];
    const before = draftOf(typed, code);
    const page = stand(survey, typed).pages.find((each) => each.section === code);
    const isThere = (question) => !page || page.questions.includes(question.code);
    const elsewhere = questions.filter((question) => !isThere(question));
    const kept = { ...cleaned(before.form, elsewhere), ...cleaned(form, questions.filter(isThere)) };
    return { ...typed, [code]: { form: { ...kept, ...marks(questions, before, kept, language) }, language } };
  };

  // ---- answers

  const read = (question, form, wards) => {
    if (field(question) + "_pnts" in form) return { missing: "prefer_not_to_say" };
    const written = (part) => (form[field(question, part)] ?? []).filter((value) => !isBlank(value));
    const typed = new Map(partsOf(question).map((part) => [part, written(part)]).filter(([, values]) => values.length));
    if (field(question) + "_dk" in form && !(typed.size && WORDS_SAY_MORE.includes(question.kind))) {
      if (typed.size) throw new Fault("answer-beside-dont-know");
      return { missing: "dont_know" };
    }
    if (typed.size) return kinds.read(question, typed, wards);
    if (question.required) throw new Fault("answer-required");
    return { missing: "skipped" };
  };

  // Where something is wrong, the answer is a skipped one.
  const reading = (question, draft, wards) => {
    try {
      const answer = read(question, draft.form, wards);
      return { answer: answer.missing ? answer : { ...answer, language: languageOf(draft, question) } };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { answer: { missing: "skipped" }, fault: error.code };
    }
  };

  // ---- the path

  const holds = (rule, seen) => {
    if (!rule) return true;
    if (rule.all) return rule.all.every((part) => holds(part, seen));
    if (rule.any) return rule.any.some((part) => holds(part, seen));
    if (rule.not) return !holds(rule.not, seen);
    const given = seen.get(rule.question);
    if ("answered" in rule) return (given !== undefined) === rule.answered;
    if ("is" in rule) return given === rule.is;
    if ("includes" in rule) return Array.isArray(given) && given.includes(rule.includes);
    const relation = Object.keys(COMPARISONS).find((name) => name in rule);
    return typeof given === "number" && COMPARISONS[relation](given, rule[relation]);
  };

  // An answer as rules see it: only real ones, free text as its words; no grid, no photo.
  const view = ({ value, words }) => (typeof value === "object" && !Array.isArray(value) ? undefined : value ?? words);

  const stand = (survey, typed) => {
    const standing = { pages: [], answers: {}, findings: [] };
    const seen = new Map();
    for (const section of survey.sections) {
      const asked = holds(section.show_if, seen) ? section.questions.filter((question) => holds(question.show_if, seen)) : [];
      for (const { code } of section.questions) standing.answers[code] = { missing: "not_asked" };
      if (!asked.length) continue;
      standing.pages.push({ section: section.code, questions: codesOf(asked) });
      for (const question of asked) {
        const { answer, fault } = reading(question, draftOf(typed, section.code), survey.wards);
        standing.answers[question.code] = answer;
        if (fault) standing.findings.push({ section: section.code, question: question.code, code: fault });
        if (view(answer) !== undefined) seen.set(question.code, view(answer)); // rules look only at earlier sections
      }
    }
    return standing;
  };

  const asked = (survey, typed) => {
    const found = {};
    for (const { section, questions } of stand(survey, typed).pages.filter((page) => isKept(typed, page.section))) {
      const draft = typed[section];
      const there = survey.sections[rank(survey, section)].questions.filter(({ code }) => questions.includes(code));
      const marked = there.map(markOf).filter((name) => name in draft.form);
      const tongues = Object.fromEntries(marked.map((name) => [name, draft.form[name]]));
      found[section] = { ...draft, form: { ...cleaned(draft.form, there), ...tongues } };
    }
    return found;
  };

  const earlier = (survey, { pages }, code) => codesIn(pages.filter((page) => rank(survey, page.section) < rank(survey, code)));
  const later = (survey, { pages }, code) => codesIn(pages.filter((page) => rank(survey, page.section) > rank(survey, code)));
  const codesIn = (pages) => pages.map((page) => page.section);
  const after = (survey, standing, code) => later(survey, standing, code)[0] ?? null;
  const before = (survey, standing, code) => earlier(survey, standing, code).pop() ?? null;
  const position = (survey, standing, code) => 1 + earlier(survey, standing, code).length;

  return Object.freeze({ prepare, formOf, save, stand, asked, after, before, position });
})();
