import { defineRefusals } from '@heitu/kit/rules/outcome';
import { ADDRESSES_MAX } from './purposes.policy.ts';

export const privacyRefusals = defineRefusals({
  NOTICE_CHANGED: { message: '告知有了新版本，请先看新版本再选择', clause: '10.2.a-f' },
  PURPOSE_UNKNOWN: { message: '没有这个用途', clause: '10.3.a' },
  NOT_A_CHOICE: { message: '这一项是下单或法律要求必需的，不靠同意，无需选择', clause: '10.3.b' },
  SUBGRAPH_SILENT: { message: '平台有一部分暂时没有应答，请过几分钟再试', clause: '10.4' },
  NO_NOTICE: { message: '平台还没有公布信息保护告知', clause: '10.2.a-f' },
  TOO_MANY_ADDRESSES: { message: `地址最多存${ADDRESSES_MAX}个，请先删掉不用的` },
  ALREADY_REQUESTED: { message: '同样的申请正在办理，请耐心等待', clause: '10.4' },
  ERASURE_NEEDS_WORK_ENDED: { message: '您还担任网商、配送或平台的角色，请先解除后再注销', clause: '10.4' },
});
