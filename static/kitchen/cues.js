/** How late a ticket is, in four signs that do not need colour: header, border, sign, time. Pure. */
const NEW_FOR = 60;
const DUE = 0.7;
const VERY = 1.5;

/** new · ok · due · late, from its age and its station's target in seconds. */
export function cueOf(age, target, isNew) {
  if (age >= target) return "late";
  if (age >= target * DUE) return "due";
  return isNew && age < NEW_FOR ? "new" : "ok";
}

export const isVeryLate = (age, target) => age >= target * VERY;

/** Below ten minutes 9:40, then whole minutes, from a hundred on hours: always at most five signs wide. */
export function timerText(age, t) {
  if (age < 600) return `${Math.floor(age / 60)}:${String(age % 60).padStart(2, "0")}`;
  const minutes = Math.floor(age / 60);
  if (minutes < 100) return t("minutes", { n: minutes });
  return t("hours", { h: Math.floor(minutes / 60), m: String(minutes % 60).padStart(2, "0") });
}
