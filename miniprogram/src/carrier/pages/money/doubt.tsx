import { View } from '@tarojs/components';
import { useState } from 'react';
import { CodRemittanceActWords, ReverseCod } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { yuan } from '@/lib/format';
import { useSave } from '@/lib/save';
import { say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Button } from '@/ui/Button';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import type { Remittance } from './to-pay';

/** The record of cash itself is wrong: the seller says whether it is, and nothing is taken back before. */
export function Doubt({ one, reload }: { one: Remittance; reload: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  const { value, set, clear } = useDraft(`doubt ${one.id}`, { reason: '' });
  const askTold = useTold(['MONEY_ANSWERED']);
  const save = useSave({ reason: !value.reason.trim() && '请写错在哪里、实收多少，商家按它去问买家' }, async () => {
    askTold();
    const reason = value.reason.trim();
    await act(ReverseCod, { remittanceId: one.id, reason }, `doubt ${one.id} ${reason}`);
    clear();
    say('记下了，等商家确认');
    await reload();
  });
  if (!one.availableActions.includes('DOUBT')) return null;
  if (!open)
    return (
      <Button wide onTap={() => setOpen(true)}>
        {yuan(one.amountFen)}
        {CodRemittanceActWords.DOUBT}
      </Button>
    );
  return (
    <Opened title={CodRemittanceActWords.DOUBT}>
      <Field
        label="错在哪里"
        value={value.reason}
        onInput={(reason) => set({ reason })}
        error={save.at('reason')}
        maxLength={200}
      />
      <View className="small grey">
        商家说“是登记错了”，或平台财务两个人查到，这笔才作废；没有人这么说，就照原来的算。作废以后，实收多少由配送员重新登记。
      </View>
      <Refusal problem={save.problem} fields={save.fields} />
      <View className="buttons">
        <Button kind="main" busy={save.busy} onTap={save.run}>
          等商家确认
        </Button>
      </View>
    </Opened>
  );
}
