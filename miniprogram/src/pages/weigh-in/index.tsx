import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { WeighGoods, WeighInForm, type WeighInFormQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { dropPhoto } from '@/lib/photos';
import { wrongAt, type Problem } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { SAID } from '@/lib/said';
import { say } from '@/lib/say';
import { uploadPhotos } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { Row, Select } from '@/ui/forms';
import { GoodsLine } from '@/ui/goods';
import { Page } from '@/ui/Page';
import { Bar, Cell, Field, Notice, Section } from '@/ui/parts';
import { Photos } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { Stepper } from '@/ui/Stepper';

type Order = NonNullable<WeighInFormQuery['order']>;
type Line = Order['lines'][number];
interface Form {
  units: number;
  /** As typed. */
  weighed: string;
  photos: string[];
  sent: Record<string, string>;
}
const EMPTY: Form = { units: 1, weighed: '', photos: [], sent: {} };
const FIELDS = ['lineId', 'units', 'weighedGrams', 'photoIds'];
const PHOTOS_MAX = 4;

/** What can still be weighed: goods by weight that were not weighed yet. */
const weighable = ({ lines, weighIns, availableActions }: Order): Line[] =>
  availableActions.some(({ action }) => action === 'WEIGH')
    ? lines.filter(
        ({ id, netGrams, claimableUnits }) =>
          netGrams !== null && claimableUnits > 0 && !weighIns.some(({ lineId }) => lineId === id),
      )
    : [];

const unitsOf = ({ units }: Form, { claimableUnits }: Line): number => Math.min(units, claimableUnits);
const grams = (of: number): string => (of < 1000 ? `${of}克` : `${of / 1000}千克`);

const useWeighing = (orderId: string, line: Line | undefined, reload: () => Promise<void>) => {
  const draft = useDraft<Form>(`weigh-in.${orderId}`, EMPTY);
  const form = draft.value;
  const send = useAction(async () => {
    const weighedGrams = Number(form.weighed);
    if (!line) return;
    if (!form.weighed.trim() || !Number.isInteger(weighedGrams))
      throw wrongAt('weighedGrams', '请填写称出来多少克，填整数');
    if (form.photos.length === 0) throw wrongAt('photoIds', '请拍一张货放在秤上、看得清读数的照片');
    const units = unitsOf(form, line);
    const photoIds = await uploadPhotos('orders', 'weigh-photo', form, draft.set);
    const input = { orderId, lineId: line.id, units, weighedGrams, photoIds };
    const made = await act(WeighGoods, input, `weigh ${line.id}`);
    form.photos.forEach(dropPhoto);
    draft.clear();
    say(`提交了，缺的值${yuan(made.owedFen)}`);
    await reload();
  });
  return { form, set: draft.set, send };
};

/** What came weighs less than its label says: how much, with a photo of the scales. */
export default function WeighInPage() {
  const { orderId = '' } = useRouter().params;
  const query = useQuery(WeighInForm, { orderId });
  const order = query.data?.order;
  const left = order ? weighable(order) : [];
  const [lineId, choose] = useState('');
  const line = left.find(({ id }) => id === lineId) ?? left[0];
  const weighing = useWeighing(orderId, line, query.reload);
  const problem = weighing.send.problem;
  return (
    <Page
      query={query}
      isEmpty={({ order: found }) => !found}
      empty={{ text: SAID.orderMissing }}
      bar={
        line && (
          <Bar>
            <Button kind="main" wide busy={weighing.send.busy} onTap={weighing.send.run}>
              提交
            </Button>
          </Bar>
        )
      }
    >
      {({ order: found }) =>
        found && (
          <>
            <Refusal problem={problem} fields={FIELDS} />
            <Earlier order={found} />
            {line ? (
              <Weighing
                lines={left}
                line={line}
                choose={choose}
                form={weighing.form}
                set={weighing.set}
                problem={problem}
              />
            ) : (
              <Notice>没有可以再称的了。按个卖的、过了签收第二天的，请申请售后</Notice>
            )}
          </>
        )
      }
    </Page>
  );
}

/** What was weighed before, and what came of it. */
const Earlier = ({ order }: { order: Order }) => (
  <>
    {order.weighIns.map(({ id, lineId, units, statedGrams, weighedGrams, stateLabel }) => (
      <Section key={id} title={stateLabel}>
        <View>{order.lines.find((line) => line.id === lineId)?.title}</View>
        <Cell label={`标的（${units}件）`} plain>
          {grams(statedGrams)}
        </Cell>
        <Cell label="称出来" plain>
          {grams(weighedGrams)}
        </Cell>
      </Section>
    ))}
  </>
);

function Weighing({
  lines,
  line,
  choose,
  form,
  set,
  problem,
}: {
  lines: readonly Line[];
  line: Line;
  choose: (lineId: string) => void;
  form: Form;
  set: (change: Partial<Form>) => void;
  problem: Problem | null;
}) {
  const units = unitsOf(form, line);
  return (
    <Section>
      {lines.length > 1 && (
        <Select
          label="哪一样"
          value={line.id}
          options={lines.map(({ id, title, specification }) => ({ value: id, label: `${title} ${specification}` }))}
          onChange={choose}
        />
      )}
      <GoodsLine
        pictureId={line.pictureId}
        title={line.title}
        more={`${line.specification}　每件标的${grams(line.netGrams ?? 0)}`}
      />
      <Row label="一起称了几件">
        <Stepper value={units} max={line.claimableUnits} unit="件" onChange={(next) => set({ units: next })} />
      </Row>
      <Field
        label="去掉包装，称出来多少克"
        type="number"
        value={form.weighed}
        onInput={(weighed) => set({ weighed })}
        placeholder={`标的一共${(line.netGrams ?? 0) * units}克`}
        maxLength={8}
        error={problem?.at('weighedGrams')}
      />
      <Photos
        label="货放在秤上，拍清楚读数"
        paths={form.photos}
        max={PHOTOS_MAX}
        onChange={(photos) => set({ photos })}
        error={problem?.at('photoIds')}
      />
      <View className="small grey">少得超过国家允许的误差，缺的部分按您付的价钱退。商家不同意的，由平台调解员定</View>
    </Section>
  );
}
