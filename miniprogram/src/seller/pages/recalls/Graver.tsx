import { View } from '@tarojs/components';
import { useState } from 'react';
import { RecallHazardWords, RegradeRecall, type RecallHazard } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useSave } from '@/lib/save';
import { confirm } from '@/lib/say';
import { Button } from '@/ui/Button';
import { optionsOf, Select } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

const EMPTY: { hazard: RecallHazard | ''; reason: string } = { hazard: '', reason: '' };
type Case = { id: string; hazard: RecallHazard };

/** It turned out to be more dangerous: what is wrong with the goods says how urgent it is now. */
export function Graver({ one, done }: { one: Case; done: () => Promise<void> }) {
  const [isOpen, setOpen] = useState(false);
  const { value: form, set, clear } = useDraft(`graver ${one.id}`, EMPTY);
  const hazard = form.hazard || one.hazard;
  const reason = form.reason.trim();
  const save = useSave({ reason: reason.length < 2 && '请写怎么知道的' }, async () => {
    if (!(await confirm('召回升级？', '期限会缩短，平台重新报告主管部门，自己不能再降回来', '升级'))) return;
    await act(RegradeRecall, { caseId: one.id, hazard, reason }, `graver ${one.id} ${hazard} ${reason}`);
    clear();
    setOpen(false);
    await done();
  });
  if (!isOpen)
    return (
      <View className="buttons">
        <Button onTap={() => setOpen(true)}>比原来说的更严重</Button>
      </View>
    );
  return (
    <Opened title="比原来说的更严重">
      <Refusal problem={save.problem} fields={save.fields} />
      <Select
        label="货怎么了"
        value={hazard}
        options={optionsOf(RecallHazardWords)}
        onChange={(chosen) => set({ hazard: chosen })}
        error={save.at('hazard')}
      />
      <Field
        label="怎么知道的"
        value={form.reason}
        onInput={(text) => set({ reason: text })}
        error={save.at('reason')}
        placeholder="比如 有买家吃了不舒服"
        maxLength={200}
      />
      <View className="buttons">
        <Button onTap={() => setOpen(false)}>不改了</Button>
        <Button kind="danger" busy={save.busy} onTap={save.run}>
          召回升级
        </Button>
      </View>
    </Opened>
  );
}
