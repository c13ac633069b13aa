import { defineLifecycle } from '@heitu/kit/lifecycle';
import type { ClauseRef } from '@heitu/standard';

export const collectionLifecycle = defineLifecycle({
  name: 'collection',
  initial: 'due',
  states: { due: '待预约', appointed: '已预约', taken: '已取回', 'at-centre': '交接中', 'handed-over': '已交商家' },
  transitions: [
    { action: 'assign', from: ['due'], to: 'due', by: ['carrier-manager'], label: '派单', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'appoint', from: ['due', 'appointed'], to: 'appointed', by: ['courier', 'carrier-manager'], label: '预约', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'check-identity', from: ['appointed'], to: 'appointed', by: ['consumer'], label: '核对配送员身份', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'show-identity', from: ['appointed'], to: 'appointed', by: ['courier'], label: '出示身份码', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'settle', from: ['appointed'], to: 'appointed', by: ['courier'], label: '确认退货和退款形式', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'inspect', from: ['appointed'], to: 'appointed', by: ['courier'], label: '按规定检查', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'record-condition', from: ['appointed'], to: 'appointed', by: ['courier'], label: '记录外观和附件', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'sign', from: ['appointed'], to: 'appointed', by: ['courier', 'consumer'], label: '签字', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'take', from: ['appointed'], to: 'taken', by: ['courier'], label: '取回', clause: '8.6.ch' satisfies ClauseRef },
    { action: 'bring-to-centre', from: ['taken'], to: 'at-centre', by: ['courier', 'carrier-manager'], label: '交退换货中心', clause: '8.6.ci' satisfies ClauseRef },
    { action: 'sign-handover', from: ['at-centre'], to: 'at-centre', by: ['carrier-manager', 'courier', 'seller-owner', 'seller-staff'], label: '交接签字', clause: '8.6.ci' satisfies ClauseRef },
    { action: 'hand-over', from: ['at-centre'], to: 'handed-over', by: ['system'], label: '交给商家', clause: '8.6.ci' satisfies ClauseRef },
  ],
});
/** While these last the assigned courier sees whose door it is. */
export const COLLECTION_TASK_STATES = ['due', 'appointed'] as const;
