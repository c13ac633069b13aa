import { defineRefusals } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';

export const signContractRefusals = defineRefusals({
  COUNTERPARTY_WRONG: { message: '合同对方不是这类合同应有的主体' },
  COUNTERPARTY_NOT_QUALIFIED: { message: '对方资质没有备案或已失效，不能签合同', clause: '7.4.q' satisfies ClauseRef },
  FILE_UNKNOWN: { message: '附件没有找到，请重新上传' },
  ALREADY_ON_FILE: { message: '这份合同已经登记过' },
});
