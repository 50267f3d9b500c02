// What each kind of question makes of what was typed, for engine.js. The twin of answering/kinds/, kind for kind.
//
//   kinds.partsOf(question) -> the names of its fields beside the main one
//   kinds.read(question, typed, wards) -> the answer as it is stored, without its language
//     typed: a Map from "" or a part to its values, none of them blank. Throws a kinds.Fault, its code as in kinds/row.py.
"use strict";

const kinds = (() => {
  const ROOM = { long_text: 4000, voice: 4000, photo: 2000 };
  const SHORT = 300;
  const MOST_PHOTOS = 20;
  const PHOTO_FIELDS = ["photo", "caption", "feeling", "where", "where_words", "showing", "people"];
  const PHOTO_LISTS = {
    feeling: ["connected", "less", "both"],
    showing: ["research", "forum", "published"],
    people: ["none", "agreed", "covered", "not_sure", "children"],
  };
  const ELSEWHERE = ["on_a_route", "several_places", "outside_the_town", "online", "rather_not"];
  const A_PLACE = /^place:[a-z0-9]+(-[a-z0-9]+)*$/;
  const A_PHOTO = /^ph_[0-9a-z]{12}$/;
  const A_RECORDING = /^rc_[0-9a-z]{12}$/;
  // What Python's str.strip takes away; what String.trim does is a little different.
  const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const BLANK = new RegExp(`^[${SPACE}]*$`, "u");
  const AROUND = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "gu");
  const INVISIBLE_MARKS = /[\u200e\u200f\u061c]/g;
  const DIGIT = /^\p{Nd}$/u;
  const NUMBER = /^([+\-\u2212]?)(\p{Nd}{1,15})$/u;

  class Fault {
    constructor(code) {
      this.code = code;
    }
  }

  const refuse = (when, code) => {
    if (when) throw new Fault(code);
  };

  const isBlank = (value) => BLANK.test(value);
  const codesOf = (listed) => listed.map((each) => each.code);
  const anySeveral = (typed) => [...typed.values()].some((values) => values.length > 1);

  // ---- own words

  const words = (question, values) => {
    if (!values) return {};
    refuse(values.length > 1, "answer-several");
    const room = question.max_length ?? ROOM[question.kind] ?? SHORT;
    refuse(Array.from(values[0]).length > room, "answer-too-long"); // in code points, as Python counts
    return { words: values[0], words_language: null };
  };

  const text = { read: (question, typed) => words(question, typed.get("")) };

  const voice = {
    parts: () => ["recording"],
    read: (question, typed) => {
      const beside = words(question, typed.get(""));
      const recordings = typed.get("recording");
      if (!recordings) return beside;
      refuse(recordings.length > 1 || !A_RECORDING.test(recordings[0]), "answer-unknown");
      return { value: recordings[0], ...beside };
    },
  };

  // ---- choices

  const others = (question) => codesOf(question.choices.filter((choice) => choice.other));
  const besideChoices = (question) => (others(question).length ? ["other"] : []);

  const one = {
    parts: besideChoices,
    read: (question, typed) => {
      const beside = words(question, typed.get("other"));
      const chosen = typed.get("") ?? others(question);
      refuse(chosen.length > 1, "answer-several");
      refuse(!codesOf(question.choices).includes(chosen[0]), "answer-unknown");
      return { value: chosen[0], ...beside };
    },
  };

  const several = {
    parts: besideChoices,
    read: (question, typed) => {
      const beside = words(question, typed.get("other"));
      const ticked = new Set([...(typed.get("") ?? []), ...("words" in beside ? others(question) : [])]);
      const chosen = question.choices.filter((choice) => ticked.has(choice.code));
      refuse(chosen.length < ticked.size, "answer-unknown");
      refuse(chosen.length > 1 && chosen.some((choice) => choice.exclusive), "answer-exclusive");
      return { value: codesOf(chosen), ...beside };
    },
  };

  const grid = {
    parts: (question) => codesOf(question.rows),
    read: (question, typed) => {
      const rows = codesOf(question.rows).filter((row) => typed.has(row));
      const known = codesOf(question.choices);
      refuse(rows.some((row) => typed.get(row).length > 1), "answer-several");
      refuse(rows.length < typed.size || rows.some((row) => !known.includes(typed.get(row)[0])), "answer-unknown");
      refuse(question.required && rows.length < question.rows.length, "answer-rows-left");
      return { value: Object.fromEntries(rows.map((row) => [row, typed.get(row)[0]])) };
    },
  };

  // ---- numbers

  // Digits stand in runs from 0 to 9 in every script: how far one is from the beginning of its run says which it is.
  const digit = (sign) => {
    const code = sign.codePointAt(0);
    let first = code;
    while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
    return (code - first) % 10;
  };

  const wholeNumber = (typed) => {
    const written = NUMBER.exec(typed.replace(INVISIBLE_MARKS, "").replace(AROUND, ""));
    if (!written) return null;
    const number = Array.from(written[2]).reduce((sum, sign) => 10 * sum + digit(sign), 0);
    return written[1] && written[1] !== "+" ? 0 - number : number;
  };

  const number = {
    read: (question, typed) => {
      const [given, ...more] = typed.get("").map(wholeNumber);
      refuse(more.length || given === null, "answer-not-a-number");
      refuse(given < (question.minimum ?? -Infinity), "answer-too-small");
      refuse(given > (question.maximum ?? Infinity), "answer-too-large");
      return { value: given };
    },
  };

  const toTen = {
    read: (_question, typed) => {
      const [given, ...more] = typed.get("").map(wholeNumber);
      refuse(more.length, "answer-several");
      refuse(given === null || given < 0 || given > 10, "answer-unknown");
      return { value: given };
    },
  };

  const ranking = {
    parts: (question) => codesOf(question.choices),
    read: (question, typed) => {
      const known = codesOf(question.choices);
      refuse(anySeveral(typed), "answer-several");
      const ranked = [...typed].map(([choice, [written]]) => ({ choice, place: wholeNumber(written) }));
      const fits = ({ choice, place }) => known.includes(choice) && place >= 1 && place <= known.length; // null is below 1
      refuse(!ranked.every(fits), "answer-unknown");
      refuse(new Set(ranked.map(({ place }) => place)).size < ranked.length, "answer-same-number");
      refuse(ranked.some(({ place }) => place > ranked.length), "answer-number-left-out");
      ranked.sort((left, right) => left.place - right.place);
      return { value: ranked.map(({ choice }) => choice) };
    },
  };

  // ---- dates

  const FROM_LARGE = ["year", "month", "day"];

  const isInTheCalendar = ([year, month = 1, day = 1]) => {
    const there = new Date(Date.UTC(year, month - 1, day));
    return there.getUTCFullYear() === year && there.getUTCMonth() === month - 1 && there.getUTCDate() === day;
  };

  const date = {
    parts: () => FROM_LARGE,
    read: (_question, typed) => {
      const given = FROM_LARGE.filter((part) => typed.has(part)).map((part) => wholeNumber(typed.get(part)[0]));
      refuse(given.length < typed.size || given.includes(null) || anySeveral(typed), "answer-not-a-date");
      refuse(!typed.has("year"), "answer-year-missing");
      refuse(typed.has("day") && !typed.has("month"), "answer-month-missing");
      refuse(given[0] < 1900 || given[0] > 2099, "answer-year-form");
      refuse(!isInTheCalendar(given), "answer-no-such-date");
      return { value: given.map((part) => String(part).padStart(2, "0")).join("-") };
    },
  };

  // ---- places

  const ward = {
    read: (_question, typed, wards) => {
      const chosen = typed.get("");
      refuse(chosen.length > 1, "answer-several");
      refuse(!wards.has(chosen[0]), "answer-unknown");
      return { value: chosen[0] };
    },
  };

  const place = {
    parts: () => ["words"],
    read: (question, typed, wards) => {
      const beside = words(question, typed.get("words"));
      const chosen = typed.get("");
      if (!chosen) return beside;
      refuse(chosen.length > 1, "answer-several");
      refuse(!wards.has(chosen[0]) && !codesOf(question.choices).includes(chosen[0]), "answer-unknown");
      return { value: chosen[0], ...beside };
    },
  };

  // ---- photos: the fields of each are parts that begin with its number

  const numbersOf = (question) => Array.from({ length: question.maximum ?? MOST_PHOTOS }, (_, index) => index + 1);

  const isKnown = (said, wards) => {
    const { photo, where } = said;
    const chosen = Object.entries(PHOTO_LISTS).every(([field, known]) => !(field in said) || known.includes(said[field]));
    const somewhere = !where || wards.has(where) || ELSEWHERE.includes(where) || A_PLACE.test(where);
    return chosen && somewhere && A_PHOTO.test(photo);
  };

  const photo = {
    parts: (question) => numbersOf(question).flatMap((each) => PHOTO_FIELDS.map((field) => `${each}.${field}`)),
    read: (question, typed, wards) => {
      const told = numbersOf(question)
        .filter((each) => typed.has(`${each}.photo`))
        .map((each) => PHOTO_FIELDS.map((field) => [field, typed.get(`${each}.${field}`)]).filter(([, values]) => values));
      refuse(!told.length && question.required, "answer-required");
      if (!told.length) return { missing: "skipped" };
      refuse(told.flat().some(([, values]) => values.length > 1), "answer-several");
      const photos = told.map((fields) => Object.fromEntries(fields.map(([field, [value]]) => [field, value])));
      const twice = new Set(photos.map((said) => said.photo)).size < photos.length;
      refuse(twice || !photos.every((said) => isKnown(said, wards)), "answer-unknown");
      return { photos: photos.map((said) => stored(question, said)) };
    },
  };

  const stored = (question, { caption, ...said }) => {
    if (said.where_words) words(question, [said.where_words]);
    return { showing: "research", ...said, ...words(question, caption && [caption]) };
  };

  const ROWS = { grid, ranking, date, ward, place, voice, photo, number, zero_to_ten: toTen, multiple: several };
  for (const kind of ["single", "agreement", "yes_no"]) ROWS[kind] = one;
  for (const kind of ["short_text", "long_text"]) ROWS[kind] = text;

  const partsOf = (question) => ROWS[question.kind].parts?.(question) ?? [];
  const read = (question, typed, wards) => ROWS[question.kind].read(question, typed, wards);

  return Object.freeze({ Fault, partsOf, read, codesOf, isBlank });
})();
