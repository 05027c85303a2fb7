/** 打印: a ticket on the paper of its station's printers. */
import { newKey } from "../shared/api.js";
import { api } from "./link.js";
import { say } from "./toast.js";
import { t } from "./words.js";

export async function printTicket(ticket) {
  try {
    const answer = await api.post(`/api/v1/kitchen/tickets/${ticket.id}/print`, { request_id: newKey() });
    say(t("sent_to_paper", { names: answer.printers.map((printer) => printer.name).join(" · ") }));
  } catch (problem) {
    if (problem.code === "no_printer") say(t("no_printer"));
    else say(problem.status ? t("refused", { why: problem.message }) : t("needs_line"));
  }
}
