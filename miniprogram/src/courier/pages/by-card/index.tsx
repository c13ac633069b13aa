import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { CourierParcel, CourierSignByCard } from '@/api/courier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useEach } from '@/lib/each';
import { goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useWaitingOf } from '@/lib/outbox';
import { photoAsText } from '@/lib/photos';
import { wrongAt } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { SAID } from '@/lib/said';
import { say } from '@/lib/say';
import { useScan } from '@/lib/scan';
import { strokesAsPicture } from '@/lib/strokes';
import { TODAY } from '@/lib/today';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Bar, Cell, Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { usePad } from '@/ui/SignaturePad';
import { State } from '@/ui/State';
import { Heading } from '@/ui/Thing';
import { CARD, codeOfCard } from '../../ui/card-code';
import { InkAndPhoto } from '../../ui/InkAndPhoto';
import { PAGES } from '../../ui/pages';
import { foreseen } from '../parcel/foreseen';
import { useBeside, waitsForCard, type Parcel, type ToSign } from './beside';

/** Whoever is at the seller's signs on the courier's phone, vouched for by the seller's card. */
export default function ByCardPage() {
  const { id = '' } = useRouter().params;
  const query = useQuery(CourierParcel, { id }, { keepAs: `parcel ${id}`, place: TODAY });
  return (
    <Page query={query} isEmpty={({ shipment }) => !shipment} empty={{ text: SAID.parcelMissing }}>
      {({ shipment }) => shipment && <Here parcel={shipment} reload={query.reload} />}
    </Page>
  );
}

/** What was done without a network comes before: the document may be on this phone only. */
function Here({ parcel: known, reload }: { parcel: Parcel; reload: () => Promise<void> }) {
  const parcel = foreseen(known, useWaitingOf(known.id, reload));
  const [first] = waitsForCard(parcel);
  return first ? (
    <Signing first={first} />
  ) : (
    <State text="现在不用扫卡" more="先清点、开交接单；商家签过字的，也不用再签">
      <Button kind="main" onTap={() => goInstead(PAGES.parcel, { id: parcel.id })}>
        看这一件
      </Button>
    </State>
  );
}

function useSigning({ parcel: { id } }: ToSign, all: readonly ToSign[]) {
  const { value: form, set, clear } = useDraft(`by-card ${id}`, { code: '', name: '', photo: '' }, { never: ['code'] });
  const { strokes, wipe, ...pad } = usePad(id, () => sign.clear());
  const signEach = useEach<ToSign>();
  const done = () => {
    clear();
    goInstead(PAGES.parcel, { id });
  };
  const sign = useAction(
    async () => {
      if (!form.code.trim()) throw wrongAt('code', '先扫商家的交货卡');
      if (!form.name.trim()) throw wrongAt('signerName', '写下谁在签字');
      const signature = strokesAsPicture(strokes.current);
      if (!signature) throw wrongAt('signature', SAID.signInBox);
      if (!form.photo) throw wrongAt('photo', '拍一张货和卡的照片');
      const photo = await photoAsText(form.photo);
      const signed = { code: form.code.trim(), signerName: form.name.trim(), signature, photo };
      await signEach(all, ({ key: handoverId, of }) =>
        act(CourierSignByCard, { handoverId, ...signed }, undefined, of),
      );
      say(all.length > 1 ? `商家这边签好了，一共 ${all.length} 单` : '商家这边签好了');
      done();
    },
    { onKept: done },
  );
  const scanning = useScan(CARD, (text) => {
    const code = codeOfCard(text);
    if (!code) return '这不是交货卡。请扫商家挂在库里、带在身上的那张';
    sign.clear();
    set({ code });
  });
  return { form, set, pad, wipe, sign, scanning };
}

const unitsOf = (all: readonly ToSign[]): number => all.reduce((sum, { parcel: { units } }) => sum + units, 0);

/** The other parcels that the same hand gives: whoever signs sees each, and leaves out what is not there. */
function Beside({
  beside,
  out,
  setOut,
}: {
  beside: readonly ToSign[];
  out: readonly string[];
  setOut: (out: string[]) => void;
}) {
  return (
    <Section title={`这家还有 ${beside.length} 单清点好了，一起签`}>
      {beside.map(({ parcel: { id, items, trackingNumber } }) => (
        <Check
          key={id}
          on={!out.includes(id)}
          onChange={(on) => setOut(on ? out.filter((one) => one !== id) : [...out, id])}
        >
          <View>{items.map(({ title, units }) => `${title} ${units}件`).join('、')}</View>
          <View className="small grey break">单号 {trackingNumber}</View>
        </Check>
      ))}
      <View className="grey">不在这里的、不对的，点一下去掉，以后再签。</View>
    </Section>
  );
}

function Signing({ first }: { first: ToSign }) {
  const { parcel, document } = first;
  const beside = useBeside(parcel);
  const [out, setOut] = useState<string[]>([]);
  const all = [first, ...beside.filter(({ parcel: { id } }) => !out.includes(id))];
  const { form, set, pad, wipe, sign, scanning } = useSigning(first, all);
  const wrong = (field: string) => sign.problem?.at(field);
  return (
    <View className="with-bar">
      <Heading>商家的人，您先看货</Heading>
      <Section>
        <View className="grey">看着他点数。货不对、数不对，就不签。</View>
        {parcel.items.map(({ title, specification, units }) => (
          <Cell key={title + specification} plain label={`${title} ${units} 件`}>
            {specification}
          </Cell>
        ))}
        {document.points.map(
          ({ point, label, celsius }) =>
            celsius !== null && (
              <Cell key={point} plain label={label}>
                {celsius}°C
              </Cell>
            ),
        )}
      </Section>
      {beside.length > 0 && <Beside beside={beside} out={out} setOut={setOut} />}
      <Section title="商家的交货卡">
        <View className="buttons">
          <Button onTap={scanning.run}>
            <Icon name="scan" />
            {codeOfCard(form.code) ? '再扫一次' : '扫他的卡'}
          </Button>
        </View>
        <Field
          label="扫到的卡（扫不了，照着卡上输）"
          value={form.code}
          onInput={(code) => set({ code })}
          error={wrong('code')}
          maxLength={40}
        />
      </Section>
      <Section title="谁在签字">
        <Field
          label="名字"
          value={form.name}
          onInput={(name) => set({ name })}
          error={wrong('signerName')}
          placeholder="商家那边的人，不是配送员"
          maxLength={60}
        />
        <View className="grey">
          {all.length > 1 && `一共 ${all.length} 单 ${unitsOf(all)} 件。`}
          签字就是说：货和数都对，交给这位配送员。平台马上告诉商家。
        </View>
        <InkAndPhoto pad={pad} label="货和卡" photo={form.photo} onPhoto={(photo) => set({ photo })} wrong={wrong} />
        <Refusal problem={sign.problem} fields={['code', 'signerName', 'signature', 'photo']} />
      </Section>
      <Bar>
        <Button onTap={wipe}>重写</Button>
        <Button kind="main" busy={sign.busy} onTap={sign.run}>
          货对，交给他
        </Button>
      </Bar>
    </View>
  );
}
