/** What moves much asks for the password once more: `withPassword(send, question)` asks, confirms and sends again. */
import { api } from "./api.js";
import { askPassword } from "./confirm.js";

export async function withPassword(send, question) {
  try {
    return await send();
  } catch (problem) {
    if (problem.code !== "password_needed") throw problem;
    const password = await askPassword({ ...question, harmless: true });
    if (password === null) throw problem;
    await api.put("/api/v1/session/confirmed", { password });
    return send();
  }
}
