import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  ContentsCaseKindWords,
  DeliveryRefusalReasonWords,
  OpenContentsCase,
  RefuseDelivery,
  type ContentsCaseKind,
  type DeliveryRefusalReason,
} from '@/api/shop';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Choice, optionsOf } from '@/ui/forms';
import { Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

const CONTENTS = optionsOf(ContentsCaseKindWords);
/** What is open on the page: the form to refuse it, or the one for what is wrong inside. */
type Panel = 'refuse' | 'case';

/** What is wrong with a parcel is written once, whether it is refused at the door or found inside later. */
export function useNotTaken(id: string, reload: () => Promise<void>) {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [reason, setReason] = useState<DeliveryRefusalReason>('DAMAGED');
  const [note, setNote] = useState('');
  const kind: ContentsCaseKind = reason === 'SHORT' ? reason : 'DAMAGED';
  const refuse = useAction(async () => {
    if (reason === 'OTHER' && !note.trim()) throw wrongAt('note', '请写明拒收的原因');
    if (!(await confirm('拒收', '货会退回商家，货款原路退给您。', '拒收'))) return;
    await act(RefuseDelivery, { shipmentId: id, reason, note: note.trim() });
    setPanel(null);
    say('已拒收，货款原路退回');
    await reload();
  });
  const report = useAction(async () => {
    if (!note.trim()) throw wrongAt('note', '请写明少了什么、坏了什么');
    await act(
      OpenContentsCase,
      { shipmentId: id, kind, outerIntact: true, note: note.trim() },
      `contents ${id} ${kind}`,
    );
    setPanel(null);
    setNote('');
    say('已登记，配送商会联系您');
    await reload();
  });
  return { panel, setPanel, reason, kind, setReason, note, setNote, refuse, report };
}

interface Props extends Omit<ReturnType<typeof useNotTaken>, 'panel' | 'setPanel'> {
  panel: Panel;
  close: () => void;
}
export function NotTaken({ panel, close, reason, kind, setReason, note, setNote, refuse, report }: Props) {
  return (
    <Section title={panel === 'refuse' ? '为什么拒收' : '包装好好的，里面不对'}>
      {panel === 'refuse' ? (
        <Choice
          label="选一个原因"
          value={reason}
          options={optionsOf(DeliveryRefusalReasonWords)}
          onChange={setReason}
        />
      ) : (
        <Choice label="是什么问题" value={kind} options={CONTENTS} onChange={setReason} />
      )}
      <Field
        label="说明"
        long
        value={note}
        onInput={setNote}
        maxLength={500}
        placeholder="写清楚，好尽快处理"
        error={refuse.problem?.at('note') ?? report.problem?.at('note')}
      />
      <Refusal problem={panel === 'refuse' ? refuse.problem : report.problem} fields={['note']} />
      <View className="row gap-top">
        <Button onTap={close}>先不</Button>
        {panel === 'refuse' ? (
          <Button kind="danger" busy={refuse.busy} onTap={refuse.run}>
            确定拒收
          </Button>
        ) : (
          <Button kind="main" busy={report.busy} onTap={report.run}>
            登记
          </Button>
        )}
      </View>
    </Section>
  );
}
