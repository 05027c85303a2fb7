/** What a browser has and Node has not, as far as the kitchen's modules need it before they draw anything. */
const kept = new Map();
const nothing = () => {};
const element = () => ({ style: { setProperty: nothing }, lang: "zh-CN" });

Object.assign(globalThis, {
  localStorage: {
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) { kept.set(key, String(value)); },
    removeItem: (key) => kept.delete(key),
  },
  document: { documentElement: element(), visibilityState: "visible", addEventListener: nothing, createElement: element },
  location: { hash: "", pathname: "/kitchen" },
  innerWidth: 1180,
  innerHeight: 820,
  addEventListener: nothing,
  removeEventListener: nothing,
  matchMedia: () => ({ matches: false }),
});
