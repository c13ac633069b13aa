import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import {
  DoseUnitWords,
  InputMethodWords,
  MyField,
  NoteKindWords,
  SizeUnitWords,
  StrikeFieldRecord,
  TraceUnitWords,
  type FieldRecord,
  type MyFieldQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { fullDay } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useWaitingOf } from '@/lib/outbox';
import { useQuery } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { DoneHere } from '@/ui/Waiting';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Cell, Field, Notice, Opened, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Page } from '../../ui/Page';
import { PAGES } from '../../ui/pages';
import { ReadAloud } from '../../ui/ReadAloud';
import { HarvestForm } from './HarvestForm';
import { InputForm } from './InputForm';
import { NoteForm } from './NoteForm';
import { SeasonForm } from './SeasonForm';

type Plot = MyFieldQuery['plot'] & object;
type Form = 'input' | 'harvest' | 'note' | 'season';
const FORMS = { input: InputForm, harvest: HarvestForm, note: NoteForm, season: SeasonForm } as const;

/** One field with what grows there: what was put on it, what came in, and what can be written down now. */
export default function FieldPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const query = useQuery(MyField, { id }, { keepAs: `field ${id}`, place: TODAY });
  const waiting = useWaitingOf(id, query.reload);
  const [form, setForm] = useState<Form | null>(null);
  useFresh(query.reload);
  return (
    <Page right="LOTS" query={query} isEmpty={({ plot }) => !plot} empty={{ text: '没有这块地，或不是您的' }}>
      {({ plot }) => {
        if (!plot) return null;
        const Open = form && FORMS[form];
        const close = (): void => setForm(null);
        const saved = async (): Promise<void> => {
          close();
          await query.reload();
        };
        return (
          <>
            <DoneHere entries={waiting} />
            <Head plot={plot} open={form ? null : setForm} />
            {Open ? <Open plotId={plot.id} close={close} saved={saved} /> : <Doings plot={plot} open={setForm} />}
            <Records plot={plot} reload={query.reload} />
          </>
        );
      }}
    </Page>
  );
}

function Head({ plot, open }: { plot: Plot; open: ((form: Form) => void) | null }) {
  const [season] = plot.seasons;
  return (
    <>
      {plot.heldLots.map((lot) => (
        <View key={lot.id} aria-role="button" onClick={() => go(PAGES.lot, { id: lot.id })}>
          <Notice tone="bad">
            批号{lot.lotCode}暂停卖了：{lot.blockReason}。等平台定，记错了药请划掉重记
          </Notice>
        </View>
      ))}
      {plot.waitText && (
        <Notice>
          {plot.waitText}
          <ReadAloud text={plot.waitText} />
        </Notice>
      )}
      <Section title={plot.name} extra={season && !plot.waitText ? <Tag>今天能收</Tag> : undefined}>
        <Cell label="现在种养的">
          {season ? `${season.crop}${season.variety ? `，${season.variety}` : ''}` : '还没记'}
        </Cell>
        {season && <Cell label="从哪天起">{fullDay(season.startedOn)}</Cell>}
        <Cell label="大小">
          {plot.size}
          {SizeUnitWords[plot.sizeUnit]}
        </Cell>
        <Cell label="在哪儿">
          {plot.township}
          {plot.village}
        </Cell>
        <Cell label="谁种养的">{plot.grower?.name ?? '自己'}</Cell>
        {open && season && (
          <View className="buttons">
            <Button onTap={() => open('note')}>记病虫害</Button>
            <Button onTap={() => open('season')}>换茬</Button>
          </View>
        )}
      </Section>
    </>
  );
}

/** What is done most is the main act; without a crop nothing else makes sense. */
const Doings = ({ plot, open }: { plot: Plot; open: (form: Form) => void }) =>
  plot.seasons.length === 0 ? (
    <Acts>
      <Button kind="main" onTap={() => open('season')}>
        记下种养什么
      </Button>
    </Acts>
  ) : (
    <Acts>
      <Button onTap={() => open('harvest')}>记采收</Button>
      <Button kind="main" onTap={() => open('input')}>
        记用药用肥
      </Button>
    </Acts>
  );

interface Told {
  id: string;
  record: FieldRecord;
  on: string;
  title: string;
  more: string;
  harvest?: Plot['harvests'][number];
}
/** All that is written down, the newest first. */
const toldOf = (plot: Plot): Told[] =>
  [
    ...plot.inputs.map((use): Told => ({
      id: use.id,
      record: 'INPUT',
      on: use.usedOn,
      title: use.name,
      more: [
        `${use.dose}${DoseUnitWords[use.doseUnit]}`,
        InputMethodWords[use.method],
        use.safeDays > 0 && `隔${use.safeDays}天才能收`,
        use.byWhom,
      ]
        .filter(Boolean)
        .join('，'),
    })),
    ...plot.notes.map((note): Told => ({
      id: note.id,
      record: 'NOTE',
      on: note.seenOn,
      title: `${NoteKindWords[note.kind]}：${note.what}`,
      more: note.control ?? '没有处理',
    })),
    ...plot.harvests.map((harvest): Told => ({
      id: harvest.id,
      record: 'HARVEST',
      on: harvest.harvestedOn,
      title: `收了${harvest.quantity}${TraceUnitWords[harvest.unit]}`,
      more: harvest.left > 0 ? `还有${harvest.left}${TraceUnitWords[harvest.unit]}没登记成批次` : '都登记成批次了',
      harvest,
    })),
  ].sort((a, b) => b.on.localeCompare(a.on));

function Records({ plot, reload }: { plot: Plot; reload: () => Promise<void> }) {
  const [striking, setStriking] = useState<string | null>(null);
  const told = toldOf(plot);
  return (
    <Section title="记录">
      {told.length === 0 && <View className="grey">还没有记录。用了什么药、什么肥，哪天收的，都记在这里</View>}
      {told.map((one) => (
        <View key={one.id} className="entry">
          <View className="between">
            <View className="grow">
              <View>{one.title}</View>
              <View className="small grey">
                {fullDay(one.on)}，{one.more}
              </View>
            </View>
            {striking !== one.id && (
              <Button small kind="plain" label={`${one.title}记错了`} onTap={() => setStriking(one.id)}>
                记错了
              </Button>
            )}
          </View>
          {one.harvest && one.harvest.left > 0 && striking !== one.id && (
            <View className="buttons">
              <Button small onTap={() => go(PAGES.newLot, { harvest: one.harvest?.root })}>
                做成一批货
              </Button>
            </View>
          )}
          {striking === one.id && (
            <Strike
              plotId={plot.id}
              told={one}
              close={() => setStriking(null)}
              saved={async () => {
                setStriking(null);
                await reload();
              }}
            />
          )}
        </View>
      ))}
      {plot.corrections.map((one) => (
        <View key={one.id} className="small grey">
          {fullDay(one.recordedAt)}划掉一条：{one.wrong}
        </View>
      ))}
    </Section>
  );
}

function Strike({
  plotId,
  told,
  close,
  saved,
}: {
  plotId: string;
  told: Told;
  close: () => void;
  saved: () => Promise<void>;
}) {
  const [wrong, setWrong] = useState('');
  const save = useSave({ wrong: !wrong.trim() && '写一句哪里记错了' }, async () => {
    const { record, id: recordId } = told;
    await act(StrikeFieldRecord, { plotId, record, recordId, wrong: wrong.trim() }, `strike ${recordId}`);
    await saved();
  });
  return (
    <Opened title="划掉这一条">
      <Refusal problem={save.problem} fields={save.fields} />
      <Field label="哪里记错了" value={wrong} onInput={setWrong} error={save.at('wrong')} maxLength={100} />
      <View className="small grey">
        划掉的还留着底。划掉以后再记一条对的。
        {told.record === 'INPUT' && '买的人看得到划掉的这一条和您写的原因；没隔够天数收的货，要等审核员看过才能卖。'}
      </View>
      <Acts>
        <Button onTap={close}>不划了</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          划掉
        </Button>
      </Acts>
    </Opened>
  );
}
