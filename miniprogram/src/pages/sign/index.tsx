import { SAID } from '@/lib/said';
import { useRouter } from '@tarojs/taro';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Parcel, SignDelivery, type ParcelQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { strokesAsPicture } from '@/lib/strokes';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { State } from '@/ui/State';
import { Bar, Cell, Field, Section } from '@/ui/parts';
import { Heading } from '@/ui/Thing';
import { Refusal } from '@/ui/Refusal';
import { openExcursion } from '../parcel/journey';
import { Pad, usePad } from '@/ui/SignaturePad';

/** What should be in the box, and how cold it is: looked at before anybody signs. */
function Goods({ data: { shipment, readings } }: { data: ParcelQuery }) {
  const last = readings?.[readings.length - 1];
  const [min, max] = [shipment?.temperatureCelsiusMin, shipment?.temperatureCelsiusMax];
  return (
    <Section>
      <View className="grey">看好了再签。坏了、少了、不对，就不签，可以返回点“拒收”。</View>
      {shipment?.items.map(({ title, specification, units }) => (
        <Cell key={title + specification} plain label={`${title} ${units} 件`}>
          {specification}
        </Cell>
      ))}
      {last && (
        <Cell plain label={`刚才 ${last.celsiusMax} 度`}>
          {min != null && max != null && (
            <View className="cold">
              该在 {min} 到 {max} 度
            </View>
          )}
        </Cell>
      )}
    </Section>
  );
}

/** The consumer signs with a finger on the glass; who cannot, with the typed name. */
export default function SignPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(Parcel, { id });
  const [given, setName] = useState<string | null>(null);
  const [typed, setTyped] = useState(false);
  const [knows, setKnows] = useState(false);
  const shipment = query.data?.shipment;
  const { strokes, wipe, ...pad } = usePad(shipment && !typed ? shipment.id : null, () => sign.clear());
  const name = given ?? shipment?.recipient.name ?? '';
  const sign = useAction(async () => {
    const signerName = name.trim();
    if (!signerName) throw wrongAt('signerName', '请填写签字人');
    const signature = typed ? signerName : strokesAsPicture(strokes.current);
    if (!signature) throw wrongAt('signature', SAID.signInBox);
    await act(SignDelivery, { shipmentId: id, signerName, signature, despiteAlarm: knows });
    say('签收成功');
    goInstead('/pages/parcel/index', { id });
  });
  const canSign = !!shipment?.availableActions.includes('DELIVER');
  return (
    <Page
      query={query}
      isEmpty={({ shipment: parcel }) => !parcel}
      empty={{ text: SAID.parcelMissing }}
      bar={
        canSign && (
          <Bar>
            {!typed && <Button onTap={wipe}>重写</Button>}
            <Button kind="main" busy={sign.busy} onTap={sign.run}>
              确认签收
            </Button>
          </Bar>
        )
      }
    >
      {(data) =>
        canSign ? (
          <>
            <Heading>{name}，您先看货</Heading>
            <Goods data={data} />
            <Refusal problem={sign.problem} fields={['signerName', 'signature', 'despiteAlarm']} />
            <Section>
              <Field
                label="签字人"
                value={name}
                onInput={setName}
                maxLength={60}
                error={sign.problem?.at('signerName')}
              />
              {!typed && <Pad {...pad} />}
              {sign.problem?.at('signature') && (
                <View className="field-error small red">{sign.problem.at('signature')}</View>
              )}
              <Check
                on={typed}
                onChange={(on) => {
                  wipe();
                  setTyped(on);
                }}
              >
                不方便手写，用上面的名字当签字
              </Check>
              {shipment && openExcursion(shipment) && (
                <Check on={knows} onChange={setKnows}>
                  {SAID.takesWarm}
                </Check>
              )}
              {sign.problem?.at('despiteAlarm') && (
                <View className="field-error small red">{sign.problem.at('despiteAlarm')}</View>
              )}
            </Section>
          </>
        ) : (
          <State text="现在不用签字" more={`这个包裹${shipment!.stateLabel}`}>
            <Button kind="main" onTap={() => goInstead('/pages/parcel/index', { id })}>
              看包裹
            </Button>
          </State>
        )
      }
    </Page>
  );
}
