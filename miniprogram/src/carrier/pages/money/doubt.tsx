import { CodRemittanceActWords, ReverseCod } from '@/api/carrier';
import { act } from '@/lib/client';
import { yuan } from '@/lib/format';
import { SayToSeller } from './SayToSeller';
import type { Remittance } from './to-pay';

/** The record of cash itself is wrong: the seller says whether it is, and nothing is taken back before. */
export const Doubt = ({ one, reload }: { one: Remittance; reload: () => Promise<void> }) =>
  one.availableActions.includes('DOUBT') ? (
    <SayToSeller
      draft={`doubt ${one.id}`}
      button={`${yuan(one.amountFen)}${CodRemittanceActWords.DOUBT}`}
      title={CodRemittanceActWords.DOUBT}
      field={{
        name: 'reason',
        label: '错在哪里',
        missing: '请写错在哪里、实收多少，商家按它去问买家',
        maxLength: 200,
      }}
      note="商家说“是登记错了”，或平台财务两个人查到，这笔才作废；没有人这么说，就照原来的算。作废以后，实收多少由配送员重新登记。"
      done="记下了，等商家确认"
      send={(reason) => act(ReverseCod, { remittanceId: one.id, reason }, `doubt ${one.id} ${reason}`)}
      reload={reload}
    />
  ) : null;
