/* The order of a day's exercises, by the rules of routines/planning/exercise_order.py. Slots are [{ key, group }];
   neighbours with the same group are done in turn, 0 alone. Touches no document. */

const settle = (slots) => {
  let number = 0;
  const isNext = (index, by) => slots[index].group && slots[index + by]?.group === slots[index].group;
  return slots.map((slot, index) => {
    if (!isNext(index, -1) && isNext(index, 1)) number += 1;
    return { ...slot, group: isNext(index, -1) || isNext(index, 1) ? number : 0 };
  });
};

const leave = (slots, key) => settle(slots.map((slot) => (slot.key === key ? { ...slot, group: 0 } : slot)));

const step = (slots, key, by) => {
  const place = slots.findIndex((slot) => slot.key === key);
  const moved = slots[place];
  let to = place + by;
  if (!slots[to]) return settle(slots);
  const { group } = slots[to];
  if (moved.group && group !== moved.group) return leave(slots, key);
  while (group && group !== moved.group && slots[to + by]?.group === group) to += by;
  return settle(slots.toSpliced(place, 1).toSpliced(to, 0, moved));
};

const join = (slots, key) => {
  const place = slots.findIndex((slot) => slot.key === key);
  const pair = slots.slice(place, place + 2);
  if (pair.length < 2) return settle(slots);
  const groups = pair.map(({ group }) => group).filter(Boolean);
  const together = Math.max(...slots.map(({ group }) => group)) + 1;
  return settle(slots.map((slot) => (pair.includes(slot) || groups.includes(slot.group) ? { ...slot, group: together } : slot)));
};

/* Returns the slots after the exercise went one step: "earlier", "later", "join" the next, or "leave". */
export const stepped = (slots, key, name) =>
  ({
    earlier: () => step(slots, key, -1),
    later: () => step(slots, key, 1),
    join: () => join(slots, key),
    leave: () => leave(slots, key),
  })[name]();
