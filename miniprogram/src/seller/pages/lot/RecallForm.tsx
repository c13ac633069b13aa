import { RecallHazardWords, RecallLot, type RecallHazard } from '@/api/seller';
import { View } from '@tarojs/components';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useSave } from '@/lib/save';
import { confirm } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { optionsOf, Select } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

const EMPTY: { hazard: RecallHazard | ''; reason: string } = { hazard: '', reason: '' };

/** What is wrong with the goods says how urgent it is: nobody has to know the levels of a recall. */
export function RecallForm({ lotId, done, close }: { lotId: string; done: () => Promise<void>; close: () => void }) {
  const { value: form, set, clear } = useDraft(`recall ${lotId}`, EMPTY);
  const { hazard } = form;
  const reason = form.reason.trim();
  const save = useSave({ hazard: !hazard && '请选货怎么了', reason: !reason && '请写为什么召回' }, async () => {
    if (!hazard || !(await confirm('召回这批货？', '召回后不能再卖，买过的人会收到通知和退款，不能撤回', '召回')))
      return;
    await act(RecallLot, { lotId, reason, hazard }, `recall ${lotId}`);
    clear();
    await done();
  });
  return (
    <Opened title="召回这批货">
      <Refusal problem={save.problem} fields={save.fields} />
      <View className="grey">有多急、几天办完，平台照货怎么了来定。</View>
      <Select
        label="货怎么了"
        value={hazard}
        options={optionsOf(RecallHazardWords)}
        onChange={(chosen) => set({ hazard: chosen })}
        error={save.at('hazard')}
      />
      <Field
        label="为什么召回"
        value={form.reason}
        onInput={(text) => set({ reason: text })}
        error={save.at('reason')}
        placeholder="比如 复检发现发霉"
        maxLength={500}
      />
      <Acts>
        <Button onTap={close}>先不召回</Button>
        <Button kind="danger" busy={save.busy} onTap={save.run}>
          召回
        </Button>
      </Acts>
    </Opened>
  );
}
