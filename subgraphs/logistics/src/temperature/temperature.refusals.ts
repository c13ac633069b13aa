import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const acknowledgeAlarmRefusals = defineRefusals({});
export const resolveAlarmRefusals = defineRefusals({
  STILL_OUT: { message: '温度还没有恢复正常，不能结束报警', clause: '8.1.1.ar' satisfies ClauseRef },
  NOT_ACKNOWLEDGED: { message: '请先接警，再处理', clause: '8.1.1.ar' satisfies ClauseRef },
});
