/** The provider's words, page by page. */
import { createWords } from "../shared/words.js";
import common from "./words/common.js";
import overview from "./words/overview.js";
import restaurant from "./words/restaurant.js";
import rules from "./words/rules.js";
import settling from "./words/settling.js";
import statement from "./words/statement.js";

export const t = createWords({ ...common, ...overview, ...restaurant, ...statement, ...settling, ...rules });
