import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const askForHelpRefusals = defineRefusals({
  TOO_MANY_OPEN: { message: '您有多个问题还在等答复，请先等一等', clause: '6.2.b' satisfies ClauseRef },
});
export const answerHelpRefusals = defineRefusals({});
