import { View } from '@tarojs/components';
import { useState } from 'react';
import { CourierOpenHandover, CourierSignHandover, type CourierParcelQuery, type HandoverSide } from '@/api/courier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { Cell, Field, Notice, Section } from '@/ui/parts';
import { Inspected } from '@/ui/Inspected';
import { KeeperField, useKeeper } from '@/ui/Keeper';
import { Refusal } from '@/ui/Refusal';
import { PAGES } from './pages';
import { celsiusOf, Store, STORE_FIELDS, storeInput, storeMissing } from './Store';

type Parcel = NonNullable<CourierParcelQuery['shipment']>;
type Handover = Parcel['handovers'][number];
const SIGNERS = [
  ['SELLER', '商家'],
  ['CARRIER', '您'],
] as const;
const POINTS = [
  ['productionDateChecked', '生产日期看过'],
  ['shelfLifeChecked', '没过保质期'],
  ['storageConditionChecked', '放的地方合适'],
  ['innerPackagingIntact', '里面的包装完好'],
  ['outerPackagingIntact', '外面的包装完好'],
  ['vehicleClean', '车厢干净'],
] as const;

/** Taking over from the seller: what fresh goods want looked at, the document, the courier's signature. */
export function TakeOver({ parcel, reload }: { parcel: Parcel; reload: () => Promise<void> }) {
  const document = parcel.handovers.find(({ state }) => state === 'OPEN');
  const cold = parcel.storage !== 'AMBIENT';
  const {
    value: form,
    set,
    clear,
  } = useDraft(`take ${parcel.id}`, { store: '', from: '', goods: '', points: {} as Record<string, boolean> });
  const [tried, setTried] = useState(false);
  const askTold = useTold(['PARCEL_ASSIGNED', 'PARCEL_STOPPED']);
  const open = useAction(async () => {
    askTold();
    setTried(true);
    const goods = celsiusOf(form.goods);
    const missing = cold && (storeMissing(parcel, form) || (goods === null && '先量货的温度'));
    if (missing) {
      say(missing);
      return;
    }
    const points = Object.fromEntries(POINTS.map(([point]) => [point, form.points[point] === true]));
    await act(
      CourierOpenHandover,
      {
        shipmentId: parcel.id,
        ...(cold && { ...storeInput(parcel, form), productTemperatureCelsius: goods }),
        ...points,
      },
      `handover ${parcel.id} ${parcel.handovers.length}`,
    );
    clear();
    await reload();
  });
  const canOpen = parcel.availableActions.includes('OPEN_HANDOVER');
  if (!canOpen && !document) return null;
  return (
    <Section title="接货">
      {canOpen && (
        <>
          {cold && (
            <>
              <Store parcel={parcel} form={form} set={set} tried={tried} problem={open.problem} />
              <Field
                label="货多少度（°C）"
                value={form.goods}
                onInput={(goods) => set({ goods })}
                error={
                  (tried && celsiusOf(form.goods) === null && '写成 3 或 -18') ||
                  open.problem?.at('productTemperatureCelsius')
                }
                maxLength={5}
              />
              {POINTS.map(([point, text]) => (
                <View key={point}>
                  <Check
                    on={form.points[point] === true}
                    onChange={(on) => set({ points: { ...form.points, [point]: on } })}
                  >
                    {text}
                  </Check>
                  {open.problem?.at(point) && <View className="field-error small red">{open.problem.at(point)}</View>}
                </View>
              ))}
            </>
          )}
          <Refusal
            problem={open.problem}
            fields={cold ? [...STORE_FIELDS, 'productTemperatureCelsius', ...POINTS.map(([point]) => point)] : []}
          />
          <Acts>
            <Button kind="main" busy={open.busy} onTap={open.run}>
              清点好了，开交接单
            </Button>
          </Acts>
        </>
      )}
      {document && <Document parcelId={parcel.id} document={document} reload={reload} />}
    </Section>
  );
}

function Document({
  parcelId,
  document,
  reload,
}: {
  parcelId: string;
  document: Handover;
  reload: () => Promise<void>;
}) {
  const keeper = useKeeper();
  const sign = useAction(async () => {
    await act(CourierSignHandover, { handoverId: document.id, as: 'CARRIER', custodian: keeper.named() });
    say('您已签字');
    await reload();
  });
  const signed = (side: HandoverSide) => document.signatures.find((one) => one.side === side);
  return (
    <>
      <View className="bold">交接单 {document.number}</View>
      {document.document && (
        <View className="grey">
          {document.document.names.join('、')}，共{document.document.units}件
        </View>
      )}
      <Inspected of={document} failed="不合格" />
      {SIGNERS.map(([side, name]) => {
        const one = signed(side);
        return (
          <Cell key={side} label={`${name}签字`}>
            {one ? `${one.custodian}，${moment(one.signedAt)}` : '还没签'}
          </Cell>
        );
      })}
      <Refusal problem={sign.problem} fields={['custodian']} />
      {document.availableActions.includes('SIGN_CARRIER') ? (
        <>
          <KeeperField keeper={keeper} problem={sign.problem} like="比如 单据员老赵" />
          <Acts>
            <Button kind="main" busy={sign.busy} onTap={sign.run}>
              货对得上，签字接货
            </Button>
          </Acts>
        </>
      ) : (
        <Waits parcelId={parcelId} document={document} reload={reload} />
      )}
    </>
  );
}

/** The courier has signed: their own phone does for the seller's people, too, where those have none that works. */
function Waits({ parcelId, document, reload }: Parameters<typeof Document>[0]) {
  if (document.signatures.some(({ side }) => side === 'SELLER')) return <Notice>两边都签了，等平台记下来。</Notice>;
  return (
    <Notice>
      等商家签字，签完这件货就归您送。
      <View className="buttons">
        {document.availableActions.includes('SIGN_SELLER_BY_CARD') && (
          <Button small onTap={() => go(PAGES.byCard, { id: parcelId })}>
            他手机没电，扫交货卡
          </Button>
        )}
        <Button small onTap={reload}>
          看看签了没有
        </Button>
      </View>
    </Notice>
  );
}
