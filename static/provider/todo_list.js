/** What is missing, restaurant by restaurant, as a file for those who go there. No money stands in it. */
import { said } from "./state.js";
import { t } from "./words.js";

export function exportTodos(items, month) {
  const rows = [[t("restaurant"), t("state"), t("what"), t("who_provider") + "/" + t("who_restaurant"), t("by", { day: "" })]];
  for (const item of items) {
    for (const todo of item.missing) {
      rows.push([item.name, t(item.state), said(todo), todo.who ? t(`who_${todo.who}`) : "", todo.by || ""]);
    }
  }
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }));
  link.download = `todo-${month}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Quoted, and never a formula. */
function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
