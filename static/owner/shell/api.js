/** The shared api; what the server confirmed to have changed is noted, for "已保存 12:31". */
import { signal } from "@preact/signals";
import { api as plain } from "../../shared/sign_in.js";

/** Milliseconds of the last change that the server confirmed. */
export const savedAt = signal(0);

const noting = (call) => async (...given) => {
  const answer = await call(...given);
  savedAt.value = Date.now();
  return answer;
};

export const api = {
  get: plain.get,
  file: plain.file,
  /** A POST that only asks and changes nothing. */
  ask: plain.post,
  post: noting(plain.post),
  put: noting(plain.put),
  patch: noting(plain.patch),
  del: noting(plain.del),
};
