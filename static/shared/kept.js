/** What this device remembers. A browser may refuse to keep anything (private windows): then it lasts for this page. */
const forNow = new Map();

export function recall(key) {
  try {
    return localStorage.getItem(key) ?? forNow.get(key) ?? null;
  } catch (refused) {
    return forNow.get(key) ?? null;
  }
}

export function keep(key, value) {
  forNow.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch (refused) {
    return; // kept for this page only
  }
}

export function forget(key) {
  forNow.delete(key);
  try {
    localStorage.removeItem(key);
  } catch (refused) {
    return; // there was nothing to forget
  }
}
