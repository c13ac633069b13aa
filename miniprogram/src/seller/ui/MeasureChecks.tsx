import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  MeasureOutcomeWords,
  RecordMeasureCheck,
  type MeasureKind,
  type MeasureOutcome,
  type MyLotQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { day } from '@/lib/format';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { newId } from '@/lib/request-id';
import { confirm } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/forms';
import { Cell, Field, Section, Tag, type Tone } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { chinaToday } from '@/lib/china-day';

type Lot = NonNullable<MyLotQuery['lot']>;
const UNITS: Readonly<Record<MeasureKind, string>> = { QUANTITY: '克（毫升）', COUNT: '个' };
const TONES: Readonly<Record<MeasureOutcome, Tone>> = {
  PASSED: 'good',
  FAILED: 'bad',
  TOO_FEW: 'amber',
};
const numbersOf = (text: string): number[] =>
  text
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map(Number);

/** Bags taken out and weighed: whether a lot gives full measure. */
export function MeasureChecks({ lot, reload }: { lot: Lot; reload: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title="斤两抽查"
      extra={
        !open && (
          <Button small onTap={() => setOpen(true)}>
            记一次
          </Button>
        )
      }
    >
      {lot.measureChecks.map((check) => (
        <Cell key={check.id} label={day(check.checkedOn)}>
          <Tag tone={TONES[check.outcome]}>{MeasureOutcomeWords[check.outcome]}</Tag>
          <View className="small grey">
            抽了{check.sampleCount}件{!check.isWhole && '（没抽够，不能说整批合格）'}，应有{check.stated}
            {UNITS[check.kind]}，平均{Math.round(check.mean * 10) / 10}
            {check.shortCount > 0 && `，${check.shortCount}件不够`}
          </View>
        </Cell>
      ))}
      {lot.measureChecks.length === 0 && <View className="grey">还没抽查过</View>}
      {!!lot.samplesWanted && !lot.measureChecks.some(({ isWhole }) => isWhole) && (
        <View className="grey">这批货抽{lot.samplesWanted}件，才算整批查过</View>
      )}
      {open && <CheckForm lotId={lot.id} close={() => setOpen(false)} reload={reload} />}
    </Section>
  );
}

function CheckForm({ lotId, close, reload }: { lotId: string; close: () => void; reload: () => Promise<void> }) {
  const { value: form, set, clear } = useDraft(`measure ${lotId}`, { checkedOn: chinaToday(), samples: '', run: '' });
  const [tried, setTried] = useState(false);
  const samples = numbersOf(form.samples);
  const wrong = (samples.length === 0 || samples.some(Number.isNaN)) && '只写数，用空格隔开';
  const save = useAction(async () => {
    setTried(true);
    stopWhere({ wrong });
    if (!(await confirm(`记上${samples.length}件？`, '记下不能改；斤两不够，这批货会停售'))) return;
    const run = form.run || newId();
    set({ run });
    await act(RecordMeasureCheck, { lotId, checkedOn: form.checkedOn, samples }, `measure ${run}`);
    clear();
    close();
    await reload();
  });
  return (
    <>
      <DateField
        label="哪天查的"
        value={form.checkedOn}
        end={chinaToday()}
        onChange={(checkedOn) => set({ checkedOn })}
        error={save.problem?.at('checkedOn')}
      />
      <Field
        label="每件实际多少克（按个卖的写几个）"
        long
        value={form.samples}
        onInput={(text) => set({ samples: text })}
        error={(tried && wrong) || save.problem?.at('samples')}
        placeholder="比如 5002 4998 5005"
        maxLength={1000}
      />
      <Refusal problem={save.problem} fields={['checkedOn', 'samples']} />
      <Acts>
        <Button onTap={close}>先不记</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          记下
        </Button>
      </Acts>
    </>
  );
}
