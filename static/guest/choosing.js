/** Choices of a dish, pure: what is chosen, what is missing, and a preview of the price from the server's own prices. */

/** `{modifier id: quantity}` of a line that is being changed, or nothing yet. */
export const chosenOf = (line) => Object.fromEntries((line?.modifiers || []).map((m) => [m.id, m.quantity]));

export const countIn = (group, chosen) => group.modifiers.reduce((sum, m) => sum + (chosen[m.id] || 0), 0);

export const picked = (group, chosen) => group.modifiers.filter((m) => chosen[m.id]);

export const missingGroups = (item, chosen) => item.modifier_groups.filter((group) => countIn(group, chosen) < group.min);

/** One tap on a choice: on or off; in a group of one it takes the other's place. */
export function toggled(group, modifier, chosen) {
  const next = { ...chosen };
  if (next[modifier.id]) {
    delete next[modifier.id];
    return next;
  }
  if (group.max === 1) for (const each of group.modifiers) delete next[each.id];
  if (countIn(group, next) < group.max) next[modifier.id] = 1;
  return next;
}

/** One more or less of a choice that may be taken several times. */
export function stepped(group, modifier, chosen, by) {
  const wanted = (chosen[modifier.id] || 0) + by;
  if (by > 0 && (wanted > modifier.max_quantity || countIn(group, chosen) >= group.max)) return chosen;
  const next = { ...chosen, [modifier.id]: wanted };
  if (wanted <= 0) delete next[modifier.id];
  return next;
}

/** What one piece will cost as the menu stands. Only shown: the cart and the order carry the server's own price. */
export function preview(item, chosen) {
  const all = item.modifier_groups.flatMap((group) => group.modifiers);
  return all.reduce((sum, m) => sum + m.price * (chosen[m.id] || 0), item.price);
}

export const asModifiers = (chosen) => Object.entries(chosen).map(([id, quantity]) => ({ id, quantity }));
