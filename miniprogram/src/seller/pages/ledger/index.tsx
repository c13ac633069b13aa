import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { AdjustStock, GoodsLedger, StockOnHand, type GoodsLedgerQuery, type StockOnHandQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { fullDay, moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useWaitingWhere, type Entry } from '@/lib/outbox';
import { useList } from '@/lib/query';
import { newId } from '@/lib/request-id';
import { say } from '@/lib/say';
import { TODAY } from '@/lib/today';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Tabs } from '@/ui/forms';
import { More } from '@/ui/More';
import { DoneHere } from '@/ui/Waiting';
import { FIRST } from '../../ui/ahead';
import { Page } from '../../ui/Page';
import { Field, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

const TABS = [
  { value: 'stock', label: '现在有多少' },
  { value: 'moves', label: '进出明细' },
];
const levels = (data: StockOnHandQuery) => data.stockLevels;
const moves = (data: GoodsLedgerQuery) => data.stockMovements;
type Lot = StockOnHandQuery['stockLevels']['edges'][number]['node']['lots'][number];

export default function LedgerPage() {
  const [tab, setTab] = useState('stock');
  const head = <Tabs tabs={TABS} value={tab} onChange={setTab} />;
  return tab === 'stock' ? <Levels head={head} /> : <Moves head={head} />;
}

function Levels({ head }: { head: JSX.Element }) {
  const list = useList(StockOnHand, FIRST, levels, { keepAs: 'stock', place: TODAY });
  const counted = useWaitingWhere(({ document }) => document.name === AdjustStock.name, list.reload);
  useReachBottom(() => void list.more());
  return (
    <Page
      right="LOTS"
      query={list}
      head={head}
      isEmpty={(nodes) => nodes.length === 0}
      empty={{ text: '还没有货', more: '登记一批货并放行后，这里就有了' }}
    >
      {(nodes) => (
        <>
          {nodes.map((level) => (
            <Section
              key={level.sku?.id}
              title={`${level.sku?.product?.title ?? ''} ${level.sku?.specification ?? ''}`}
              extra={level.blocked ? <Tag tone="bad">停售</Tag> : undefined}
            >
              <View>
                能卖 {level.free}，已被订走 {level.held}
              </View>
              {level.lots.map((lot) => (
                <OneLot
                  key={lot.lotId}
                  lot={lot}
                  counted={counted.filter(({ of }) => of === lot.lotId)}
                  reload={list.reload}
                />
              ))}
            </Section>
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

interface LotProps {
  lot: Lot;
  /** What was counted without a network. */
  counted: readonly Entry[];
  reload: () => Promise<void>;
}
function OneLot({ lot, counted, reload }: LotProps) {
  const [open, setOpen] = useState(false);
  const [units, setUnits] = useState('');
  const [note, setNote] = useState('');
  const [run] = useState(newId);
  const save = useAction(
    async () => {
      if (!/^-?[1-9]\d*$/.test(units.trim()) || !note.trim()) {
        say('写明差几件（多了写 2，少了写 -2）和原因');
        return;
      }
      await act(AdjustStock, { lotId: lot.lotId, units: Number(units), note: note.trim() }, `adjust ${run} ${units}`);
      setOpen(false);
      await reload();
    },
    { onKept: () => setOpen(false) },
  );
  return (
    <View className="line">
      <View className="grow">
        <View className="break">批号 {lot.lotCode}</View>
        <View>还有 {lot.onHand} 件</View>
        {lot.expiresOn && <View className="small grey">{fullDay(lot.expiresOn)}到期</View>}
        {lot.blocked && <View className="small red">{lot.blockedReason ?? '停售'}</View>}
        <DoneHere entries={counted} />
        {open && (
          <>
            <Field
              label="差几件（多了写 2，少了写 -2）"
              value={units}
              onInput={setUnits}
              error={save.problem?.at('units')}
              maxLength={7}
            />
            <Field
              label="原因"
              value={note}
              onInput={setNote}
              error={save.problem?.at('note')}
              placeholder="比如 盘点少了，破损"
              maxLength={100}
            />
            <Refusal problem={save.problem} fields={['units', 'note']} />
            <Acts>
              <Button kind="main" busy={save.busy} onTap={save.run}>
                记上
              </Button>
            </Acts>
          </>
        )}
      </View>
      <View>
        <Button small onTap={() => setOpen(!open)} label={`盘点批号${lot.lotCode}`}>
          {open ? '收起' : '盘点'}
        </Button>
      </View>
    </View>
  );
}

function Moves({ head }: { head: JSX.Element }) {
  const list = useList(GoodsLedger, { first: 30, after: null as string | null }, moves);
  useReachBottom(() => void list.more());
  return (
    <Page right="LOTS" query={list} head={head} isEmpty={(nodes) => nodes.length === 0} empty={{ text: '还没有进出' }}>
      {(nodes) => (
        <>
          <Section>
            {nodes.map((move) => (
              <View key={move.id} className="line">
                <View className="grow">
                  <View>
                    {move.sku?.product?.title} {move.sku?.specification}
                  </View>
                  <View className="small grey">
                    {move.kindLabel}，{moment(move.at)}
                    {move.note ? `，${move.note}` : ''}
                  </View>
                </View>
                <View className={move.unitsIn > 0 ? 'bold green' : 'bold'}>
                  {move.unitsIn > 0 ? `+${move.unitsIn}` : `-${move.unitsOut}`}
                </View>
              </View>
            ))}
          </Section>
          <More list={list} />
        </>
      )}
    </Page>
  );
}
