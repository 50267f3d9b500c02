// In which order the lists of a survey are shown to one person, where their order is to be another one each time. The twin of
// answering/order.py, so that the same code leads to the same order on every device.
//
//   order.of(survey, key) -> Promise of a Map: the code of each question whose list is mixed, to the codes in that list
//   order.arrange(orders) -> puts the lists of this page into their order
"use strict";

const order = (() => {
  const VARIANTS = 24n;
  const ITEMS = { grid: ".row", ranking: ".rank" };

  const variantOf = async (key) => Number(BigInt(`0x${(await sealing.hashOf(key)).slice(0, 16)}`) % VARIANTS);

  const turned = async (question, listed, variant) => {
    const hashed = await Promise.all(listed.map(async (code) => [await sealing.hashOf(`${question}.${code}`), code]));
    const mixed = hashed.sort().map(([, code]) => code);
    const start = variant % mixed.length;
    const again = [...mixed.slice(start), ...mixed.slice(0, start)];
    return Math.floor(variant / mixed.length) % 2 ? again.reverse() : again;
  };

  const listOf = async (question, variant) => {
    const listed = question.rows.length ? question.rows : question.choices;
    const stays = (each) => each.exclusive || each.other;
    const codes = (some) => some.map((each) => each.code);
    const moving = codes(listed.filter((each) => !stays(each)));
    return [...(moving.length ? await turned(question.code, moving, variant) : []), ...codes(listed.filter(stays))];
  };

  const of = async (survey, key) => {
    const variant = await variantOf(key);
    const mixed = survey.sections.flatMap((section) => section.questions).filter((question) => question.random_order);
    return new Map(await Promise.all(mixed.map(async (question) => [question.code, await listOf(question, variant)])));
  };

  // The list of faults leads to the id of a question: it goes over to what stands first now, and labels with it.
  const swapIds = (one, other) => {
    const given = [[one, other.id, [...one.labels]], [other, one.id, [...other.labels]]];
    for (const [control, id, labels] of given) {
      if (id) control.id = id;
      else control.removeAttribute("id");
      for (const label of labels) if (label.htmlFor) label.htmlFor = id;
    }
  };

  const control = (item) => item.querySelector("[name]");

  const arrangeOne = (question, codes) => {
    const name = `q_${question.dataset.question}`;
    const items = [...question.querySelectorAll(ITEMS[question.dataset.kind] ?? ".tick:not(.apart)")];
    const codeOf = (item) => (control(item).name === name ? control(item).value : control(item).name.slice(name.length + 1));
    const byCode = new Map(items.map((item) => [codeOf(item), item]));
    const inOrder = codes.map((code) => byCode.get(code));
    const marker = document.createComment("");
    items[0].before(marker);
    for (const item of inOrder) {
      const beside = item.nextElementSibling?.matches(".beside") ? [item.nextElementSibling] : [];
      marker.before(item, ...beside);
    }
    marker.remove();
    if (inOrder[0] !== items[0]) swapIds(control(items[0]), control(inOrder[0]));
  };

  const arrange = (orders) => {
    for (const [code, codes] of orders) arrangeOne(document.querySelector(`[data-question="${code}"]`), codes);
  };

  return { of, arrange };
})();
