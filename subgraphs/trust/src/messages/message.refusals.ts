import { defineRefusals } from '@heitu/kit/rules/outcome';

export const messageRefusals = defineRefusals({
  CONSENT_MISSING: { message: '请先在隐私设置里同意用微信提醒订单进展', clause: '10.3.b' },
});
