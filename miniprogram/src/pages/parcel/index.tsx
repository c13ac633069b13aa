import Taro, { useDidShow, usePullDownRefresh, useRouter } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { CheckCourierCode, OpenContentsCase, Parcel, RefuseDelivery } from '@/api/shop';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Breach } from '@/ui/Breach';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Cell, Field, Notice, Section, Steps } from '@/ui/parts';
import { Curve } from '@/ui/Curve';
import { Refusal } from '@/ui/Refusal';

const REASONS = [
  { value: 'damaged', label: '货坏了' },
  { value: 'short', label: '数量不够' },
  { value: 'wrong-goods', label: '送错了' },
  { value: 'quality', label: '质量不对' },
  { value: 'temperature', label: '化了或变质' },
  { value: 'late', label: '送得太晚' },
  { value: 'changed-mind', label: '不想要了' },
  { value: 'other', label: '其他' },
];
const COLD: Readonly<Record<string, string>> = { chilled: '冷藏', frozen: '冷冻' };

export default function ParcelPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(Parcel, { id });
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()));
  const [code, setCode] = useState('');
  const [panel, setPanel] = useState<'refuse' | 'case' | null>(null);
  const [reason, setReason] = useState('damaged');
  const [note, setNote] = useState('');

  const check = useAction(async () => {
    if (!/^\d{6}$/.test(code)) throw wrongAt('code', '身份码是6位数字');
    const who = await act(CheckCourierCode, { shipmentId: id, code });
    setCode('');
    say(`是本人：${who.carrierName}的${who.courierName}`);
    await reload();
  });
  const refuse = useAction(async () => {
    if (reason === 'other' && !note.trim()) throw wrongAt('note', '请写明拒收的原因');
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
      { shipmentId: id, kind: reason === 'short' ? 'short' : 'damaged', outerIntact: true, note: note.trim() },
      `contents ${id} ${reason}`,
    );
    setPanel(null);
    setNote('');
    say('已登记，配送商会联系您');
    await reload();
  });

  return (
    <Page
      query={query}
      isEmpty={({ shipment }) => !shipment}
      empty={{ text: '没有找到这个包裹' }}
      bar={({ shipment }) => {
        const actions = shipment?.availableActions ?? [];
        if (panel || (!actions.includes('deliver') && !actions.includes('refuse'))) return null;
        return (
          <Bar>
            {actions.includes('refuse') && (
              <Button kind="danger" onTap={() => setPanel('refuse')}>
                拒收
              </Button>
            )}
            {actions.includes('deliver') && (
              <Button kind="main" onTap={() => go('/pages/sign/index', { id })}>
                看过货，去签字
              </Button>
            )}
          </Bar>
        );
      }}
    >
      {({ shipment, readings }) => {
        const parcel = shipment!;
        const open = parcel.alarms.find((alarm) => alarm.kind === 'excursion' && alarm.state !== 'resolved');
        const can = (action: string): boolean => parcel.availableActions.includes(action);
        const atDoor = can('refuse');
        return (
          <>
            <Section>
              <View className="clock">{parcel.stateLabel}</View>
              {!parcel.deliveredAt && !parcel.refusalLabel && (
                <View className="grey">
                  {parcel.carrierName}送，{moment(parcel.deliverBy)}前送到
                </View>
              )}
              {parcel.agreedAt && !parcel.deliveredAt && (
                <View className="green">
                  约好{moment(parcel.agreedAt)}，在{parcel.agreedPlace}
                </View>
              )}
              {parcel.deliveredAt && (
                <View className="grey">
                  {moment(parcel.deliveredAt)}签收{parcel.inTime === false ? '，晚了' : ''}
                  {parcel.deliveryNote.signedBy ? `，签字人${parcel.deliveryNote.signedBy}` : ''}
                </View>
              )}
              {parcel.refusalLabel && (
                <View className="grey">
                  拒收原因：{parcel.refusalLabel}
                  {parcel.refusalNote ? `，${parcel.refusalNote}` : ''}
                </View>
              )}
            </Section>
            {parcel.stop && !parcel.deliveredAt && (
              <Notice tone="bad">
                批次{parcel.stop.lotCode}停售或召回，这个包裹停止配送，不能签收。怎么办写在订单里。
              </Notice>
            )}
            {open && <Notice tone="bad">路上温度超过了要求，配送商正在处理。处理好之前不能签收，您可以拒收。</Notice>}

            {atDoor && (
              <Section title={parcel.identityCheckedAt ? '配送员已核对，是本人' : '先核对配送员'}>
                {parcel.identityLock && <Notice tone="bad">{parcel.identityLock}</Notice>}
                {can('check-identity') && (
                  <>
                    <View className="grey">人到门口，请他出示6位身份码，对上了再开门收货。</View>
                    <Field
                      label="配送员的身份码"
                      type="number"
                      value={code}
                      onInput={setCode}
                      maxLength={6}
                      placeholder="6位数字"
                      error={check.problem?.at('code')}
                    />
                    <Refusal problem={check.problem} fields={['code']} />
                    <View className="gap-top">
                      <Button kind="main" wide busy={check.busy} onTap={check.run}>
                        核对
                      </Button>
                    </View>
                  </>
                )}
                {parcel.courier && (
                  <Cell
                    label="配送员"
                    onTap={
                      parcel.courier.phone
                        ? () => Taro.makePhoneCall({ phoneNumber: parcel.courier!.phone! })
                        : undefined
                    }
                  >
                    {parcel.courier.name}
                    {parcel.courier.phone ? '　打电话' : ''}
                  </Cell>
                )}
                {parcel.vehicle && (
                  <Cell label="车牌" plain>
                    {parcel.vehicle.plate}
                  </Cell>
                )}
              </Section>
            )}

            {panel && (
              <Section title={panel === 'refuse' ? '为什么拒收' : '包装好好的，里面不对'}>
                <Choice
                  label={panel === 'refuse' ? '选一个原因' : '是什么问题'}
                  value={reason}
                  options={panel === 'refuse' ? REASONS : REASONS.slice(0, 2)}
                  onChange={setReason}
                />
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
                <View className="row gap-top" style={{ gap: '10px' }}>
                  <Button onTap={() => setPanel(null)}>先不</Button>
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
            )}

            <Section title="收货的步骤">
              <Steps
                steps={parcel.steps.map((step, i) => ({
                  key: step.label,
                  title: step.label,
                  more: step.doneAt ? moment(step.doneAt) : '还没做',
                  state: step.doneAt
                    ? ('done' as const)
                    : parcel.steps.findIndex((one) => !one.doneAt) === i && atDoor
                      ? ('now' as const)
                      : undefined,
                }))}
              />
              {atDoor && !parcel.stop && !can('deliver') && !open && (
                <View className="gap-top">
                  <View className="grey">都做完了，这里就能签字。</View>
                  <Button small onTap={reload}>
                    看看好了没有
                  </Button>
                </View>
              )}
            </Section>

            {COLD[parcel.storage] && (
              <Section title={`路上的温度（${COLD[parcel.storage]}）`}>
                {readings.length > 0 ? (
                  <Curve points={readings} min={parcel.temperatureCelsiusMin} max={parcel.temperatureCelsiusMax} />
                ) : (
                  <View className="grey">{parcel.deliveredAt ? '这一路没有温度记录' : '车上的温度计还没有报数'}</View>
                )}
                {parcel.alarms
                  .filter((alarm) => alarm.kind === 'excursion')
                  .map((alarm) => (
                    <View key={alarm.id} className="red">
                      {moment(alarm.startedAt)}起超温{alarm.minutesOut}分钟
                      {alarm.worstCelsius != null ? `，最差${alarm.worstCelsius}度` : ''}
                      {alarm.decision === 'release'
                        ? '，查验后合格'
                        : alarm.decision === 'reject'
                          ? '，查验不合格，已退回'
                          : ''}
                    </View>
                  ))}
              </Section>
            )}

            <Section title="到哪了">
              <Steps
                steps={parcel.track.map((point, i) => ({
                  key: `${point.at} ${point.text}`,
                  title: point.text,
                  more: moment(point.at),
                  state: i === 0 ? ('now' as const) : ('done' as const),
                }))}
              />
            </Section>
            <Section title="里面有什么">
              {parcel.items.map((item) => (
                <Cell key={item.title + item.specification} label={item.title} plain>
                  {item.specification} ×{item.units}
                </Cell>
              ))}
              <Cell label="运单号" plain>
                {parcel.expressNumber ?? parcel.trackingNumber}
              </Cell>
            </Section>
            <Section title="送到">
              <View>
                {parcel.recipient.name} {parcel.recipient.phone}
              </View>
              <View>{parcel.recipient.address}</View>
            </Section>
            {!panel && can('open-contents-case') && (
              <Section>
                <Button
                  wide
                  onTap={() => {
                    setReason('short');
                    setPanel('case');
                  }}
                >
                  包装好好的，里面少了或坏了
                </Button>
              </Section>
            )}
            <Section>
              <Breach shipmentId={parcel.id} by="buyer" />
            </Section>
          </>
        );
      }}
    </Page>
  );
}
