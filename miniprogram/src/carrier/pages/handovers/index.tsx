import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useReachBottom, useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { CarrierHandovers, ReconcileHandovers, ResolveMismatch, type CarrierHandoversQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { day, moment } from '@/lib/format';
import { useList } from '@/lib/query';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField, Select, Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Field, Notice, Section } from '@/ui/parts';
import { chinaToday, DAY_MS, dayStart, firstOfMonth } from '@/lib/china-day';
import { Refusal } from '@/ui/Refusal';
import { SignedByCard } from '@/ui/SignedByCard';
import { useFresh } from '@/lib/fresh';
import { useSave } from '@/lib/save';

type Reconciliation = CarrierHandoversQuery['handoverReconciliations']['edges'][number]['node'];
const TABS = [
  { value: 'all', label: '对过的单' },
  { value: 'open', label: '对不上没处理的' },
];
const pick = (data: CarrierHandoversQuery) => data.handoverReconciliations;

/** Whether the signed goods documents agree with the seller's orders, pair by pair. */
export default function HandoversPage() {
  const { params } = useRouter();
  const [tab, setTab] = useState(params['tab'] ?? 'all');
  const list = useList(CarrierHandovers, { onlyOpen: tab === 'open', first: 20, after: null as string | null }, pick);
  useReachBottom(() => void list.more());
  useFresh(list.reload);
  return (
    <Page query={list}>
      {(nodes) => (
        <>
          <Reconcile data={list.whole!} reload={list.reload} />
          <View className="gap-top">
            <Tabs tabs={TABS} value={tab} onChange={setTab} />
          </View>
          {nodes.length === 0 && (
            <Section>
              <View className="grey">{tab === 'open' ? '都处理好了' : '还没有对过单'}</View>
            </Section>
          )}
          {nodes.map((one) => (
            <Result key={one.id} one={one} reload={list.reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

function Reconcile({ data, reload }: { data: CarrierHandoversQuery; reload: () => Promise<void> }) {
  const today = chinaToday();
  const { params } = useRouter();
  // From a parcel: whose it is. Two farmers may be masked to one name, so this is how they are told apart.
  const given = params['seller'] ? `${params['carrier']} ${params['seller']}` : '';
  const { value: form, set, clear } = useDraft(`reconcile ${given}`, { pair: given, from: firstOfMonth(), to: today });
  const many = data.carriers.length > 1;
  // Each pair of carrier and seller once.
  const pairs = new Map<string, string>([
    ...(given ? [[given, decodeURIComponent(params['name'] ?? '')] as const] : []),
    ...data.carriers.flatMap(({ partyId, name, sellers }) =>
      (sellers ?? []).map(
        (seller) => [`${partyId} ${seller.id}`, many ? `${seller.name}（${name}）` : seller.name] as const,
      ),
    ),
  ]);
  const reconcile = useSave({ sellerPartyId: !form.pair && '请选一个商家' }, async () => {
    const [carrierPartyId, sellerPartyId] = form.pair.split(' ') as [string, string];
    const { documents, matched } = await act(ReconcileHandovers, {
      carrierPartyId,
      sellerPartyId,
      from: new Date(dayStart(form.from)).toISOString(),
      to: new Date(dayStart(form.to) + DAY_MS).toISOString(),
    });
    clear();
    say(
      documents === 0
        ? '这几天没有双方签过字的交接单'
        : documents === matched
          ? `对了${documents}张单，都对得上`
          : `对了${documents}张单，${documents - matched}张对不上`,
    );
    await reload();
  });
  return (
    <Section title="和商家对交接单">
      <Select
        label="哪个商家"
        value={form.pair}
        options={[...pairs].map(([value, label]) => ({ value, label }))}
        onChange={(pair) => set({ pair })}
        error={reconcile.at('sellerPartyId')}
      />
      <DateField
        label="从哪天"
        value={form.from}
        end={today}
        onChange={(from) => set({ from })}
        error={reconcile.at('from')}
      />
      <DateField
        label="到哪天"
        value={form.to}
        start={form.from}
        end={today}
        onChange={(to) => set({ to })}
        error={reconcile.at('to')}
      />
      <Refusal problem={reconcile.problem} fields={reconcile.fields} />
      <Acts>
        <Button kind="main" busy={reconcile.busy} onTap={reconcile.run}>
          开始对单
        </Button>
      </Acts>
    </Section>
  );
}

const Result = ({ one, reload }: { one: Reconciliation; reload: () => Promise<void> }) => (
  <Section title={one.seller?.name}>
    <Cell label="哪几天">
      {day(one.fromAt)}到{day(new Date(Date.parse(one.toAt) - 1).toISOString())}
    </Cell>
    <Cell label="结果">
      <View className={one.documents === one.matched ? 'green' : 'red'}>
        {one.documents}张单，{one.documents === one.matched ? '都对得上' : `${one.documents - one.matched}张对不上`}
      </View>
    </Cell>
    <Cell label="对单时间">{moment(one.doneAt)}</Cell>
    {one.mismatches.map((mismatch) => (
      <Mismatch key={mismatch.id} mismatch={mismatch} reload={reload} />
    ))}
  </Section>
);

function Mismatch({
  mismatch,
  reload,
}: {
  mismatch: Reconciliation['mismatches'][number];
  reload: () => Promise<void>;
}) {
  const { value: form, set, clear } = useDraft(`mismatch ${mismatch.id}`, { resolution: '' });
  const resolve = useSave({ resolution: !form.resolution.trim() && SAID.sayHowHandled }, async () => {
    await act(ResolveMismatch, { mismatchId: mismatch.id, resolution: form.resolution.trim() });
    clear();
    say('处理好了');
    await reload();
  });
  return (
    <>
      <Notice tone={mismatch.resolution ? 'good' : 'bad'}>
        <View className="break">{mismatch.text}</View>
        {mismatch.resolution && <View>处理：{mismatch.resolution}</View>}
      </Notice>
      {mismatch.kind === 'OBJECTED' && <SignedByCard handoverId={mismatch.handoverId} />}
      {mismatch.availableActions.includes('RESOLVE') && (
        <>
          <Field
            label="怎么处理的"
            value={form.resolution}
            onInput={(resolution) => set({ resolution })}
            placeholder="比如 商家补发一件"
            error={resolve.at('resolution')}
            maxLength={500}
          />
          <Refusal problem={resolve.problem} fields={resolve.fields} />
          <View className="buttons">
            <Button kind="main" busy={resolve.busy} onTap={resolve.run}>
              处理好了
            </Button>
          </View>
        </>
      )}
    </>
  );
}
