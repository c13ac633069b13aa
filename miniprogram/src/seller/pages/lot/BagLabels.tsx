import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  LabelDoubtActWords,
  LabelDoubtCauseWords,
  LabelFormWords,
  PrintLabels,
  SettleLabelDoubt,
  VoidLabels,
  type LabelForm,
  type MyLotQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { openPdf } from '@/lib/open-file';
import { useSave } from '@/lib/save';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, optionsOf } from '@/ui/forms';
import { Notice, Opened, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { NumberField } from '../../ui/NumberField';

type Lot = NonNullable<MyLotQuery['lot']>;
type Labels = NonNullable<Lot['labels']>;
interface Props {
  lot: Lot;
  labels: Labels;
  reload: () => Promise<void>;
}

/** Nothing before the lot is released. */
export const BagLabels = ({ lot, reload }: Omit<Props, 'labels'>) =>
  lot.labels && lot.state !== 'REGISTERED' ? <Managed lot={lot} labels={lot.labels} reload={reload} /> : null;

/** Labels for single bags: how many there are, their files, and what became of them. */
function Managed({ lot, labels, reload }: Props) {
  const [open, setOpen] = useState<'print' | 'void' | null>(null);
  const done = async (): Promise<void> => {
    setOpen(null);
    await reload();
  };
  return (
    <>
      {labels.doubts.map((doubt) => (
        <Doubt key={doubt.id} doubt={doubt} reload={reload} />
      ))}
      <Section
        title="每袋一张标签"
        extra={
          lot.state === 'RELEASED' && labels.left > 0 ? (
            <Button small onTap={() => setOpen('print')}>
              印标签
            </Button>
          ) : undefined
        }
      >
        <View className="grey">每袋一个号，平台签过名，买家没有网络也能核对。标签不能比货多。</View>
        <View>
          印了{labels.printed}张{labels.spoiled > 0 ? `，作废${labels.spoiled}张` : ''}，还能印{labels.left}张
        </View>
        {labels.runs.map((run) => (
          <Run key={run.id} run={run} />
        ))}
        {labels.printed > 0 && (
          <View className="buttons">
            <Button onTap={() => setOpen('void')}>印坏了，作废</Button>
          </View>
        )}
      </Section>
      {open === 'print' && <PrintForm lot={lot} labels={labels} done={done} close={() => setOpen(null)} />}
      {open === 'void' && <VoidForm lot={lot} done={done} close={() => setOpen(null)} />}
    </>
  );
}

const numbers = (from: number, to: number): string => (from === to ? `第${from}号` : `第${from}到${to}号`);

function Run({ run }: { run: Labels['runs'][number] }) {
  const said = numbers(run.fromSerial, run.toSerial);
  const opening = useAction(() => openPdf(`catalog/labels/${run.id}`, `标签${said}.pdf`));
  return (
    <View className="line">
      <View className="grow">
        <View>{said}</View>
        <View className="small grey">
          {moment(run.printedAt)}，{LabelFormWords[run.form]}
        </View>
        {!run.canBeOpened && <View className="small grey">平台换过钥匙，没打完的请作废再印</View>}
        <Refusal problem={opening.problem} />
      </View>
      {run.canBeOpened && (
        <Button small busy={opening.busy} onTap={opening.run}>
          打开文件
        </Button>
      )}
    </View>
  );
}

const FORMS = optionsOf(LabelFormWords);
const NOTHING_YET: { count: string; form: LabelForm } = { count: '', form: 'SHEET' };
function PrintForm({
  lot,
  labels,
  done,
  close,
}: Omit<Props, 'reload'> & { done: () => Promise<void>; close: () => void }) {
  const draft = useDraft(`labels ${lot.id}`, NOTHING_YET);
  const { count, form } = draft.value;
  const print = useSave({ count: !(Number(count) > 0) && '请填印几张' }, async () => {
    await act(PrintLabels, { lotId: lot.id, count: Number(count), form }, `labels ${lot.id} ${labels.printed}`);
    draft.clear();
    say('印好了，打开文件去打');
    await done();
  });
  return (
    <Opened title="印标签">
      <Refusal problem={print.problem} fields={print.fields} />
      <NumberField
        label={`印几张（还能印${labels.left}张）`}
        value={count}
        maxLength={3}
        onInput={(value) => draft.set({ count: value })}
        error={print.at('count')}
      />
      <Choice label="用什么纸" value={form} options={FORMS} onChange={(chosen) => draft.set({ form: chosen })} />
      {form === 'THERMAL' && (
        <View className="small grey">小标签上只有品名、日期和批号，生产者、地址和电话要印在袋子上。</View>
      )}
      <Acts>
        <Button onTap={close}>先不印</Button>
        <Button kind="main" busy={print.busy} onTap={print.run}>
          印
        </Button>
      </Acts>
    </Opened>
  );
}

function VoidForm({ lot, done, close }: { lot: Lot; done: () => Promise<void>; close: () => void }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const spoil = useSave({ fromSerial: !(Number(from) > 0) && '请填从几号' }, async () => {
    const last = Number(to) || Number(from);
    if (!(await confirm(`作废${numbers(Number(from), last)}？`, '作废的码不能再用，谁扫都会看到', '作废'))) return;
    await act(
      VoidLabels,
      { lotId: lot.id, fromSerial: Number(from), toSerial: last },
      `void ${lot.id} ${from} ${last}`,
    );
    await done();
  });
  return (
    <Opened title="作废标签">
      <Refusal problem={spoil.problem} fields={['fromSerial', 'toSerial']} />
      <NumberField label="从几号" value={from} maxLength={7} onInput={setFrom} error={spoil.at('fromSerial')} />
      <NumberField
        label="到几号（只有一张就不填）"
        value={to}
        maxLength={7}
        onInput={setTo}
        error={spoil.at('toSerial')}
      />
      <Acts>
        <Button onTap={close}>先不作废</Button>
        <Button kind="danger" busy={spoil.busy} onTap={spoil.run}>
          作废
        </Button>
      </Acts>
    </Opened>
  );
}

/** A code that was scanned as no single bag can be. */
function Doubt({ doubt, reload }: { doubt: Labels['doubts'][number]; reload: () => Promise<void> }) {
  const giveUp = useAction(async () => {
    if (!(await confirm(`作废第${doubt.serial}号的码？`, '谁扫都会看到它作废了，您可以另印一张', '作废'))) return;
    await act(SettleLabelDoubt, { doubtId: doubt.id, decision: 'VOID', note: '商家作废' }, `doubt ${doubt.id}`);
    await reload();
  });
  return (
    <Section title={`第${doubt.serial}号的码可能被仿印`}>
      <Notice tone="bad">{LabelDoubtCauseWords[doubt.cause]}</Notice>
      <View className="grey">
        看看市面上有没有别人的袋子贴着它。{moment(doubt.answerDueAt)}
        前没有处理，平台会来查；一直没人查，扫码的人会一直看到提醒。
      </View>
      <Refusal problem={giveUp.problem} />
      {doubt.availableActions.includes('VOID') && (
        <View className="buttons">
          <Button kind="danger" busy={giveUp.busy} onTap={giveUp.run}>
            {LabelDoubtActWords.VOID}
          </Button>
        </View>
      )}
    </Section>
  );
}
