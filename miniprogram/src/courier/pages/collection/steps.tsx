import { View } from '@tarojs/components';
import {
  CollectionRefundFormWords,
  CourierSignCollection,
  InspectCollection,
  RecordCollectionCondition,
  SettleCollection,
  type CourierCollectionQuery,
} from '@/api/courier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { known } from '@/lib/known';
import { keepOwn, ownKept } from '@/lib/holder';
import type { Action } from '@/lib/once';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, optionsOf } from '@/ui/forms';
import { Cell, Field, Section } from '@/ui/parts';

export type Collection = NonNullable<CourierCollectionQuery['collection']>;
export interface Part {
  collection: Collection;
  reload: () => Promise<void>;
}
export const done = ({ steps }: Collection, label: string): boolean =>
  steps.some((step) => step.label === label && step.doneAt);

const NAME = 'courier-name';

export function useForm(collection: Collection) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`collect ${collection.id}`, {
    refundForm: '',
    meetsRule: 'yes',
    note: '',
    condition: '',
    accessories: '无',
    signerName: ownKept<string>(NAME) ?? '',
  });
  return { form, set, clear };
}
type Form = ReturnType<typeof useForm>;

/** What each step at the door needs: whose it is, what is filled in, and the one act that is under way. */
export interface AtStep extends Pick<Form, 'form' | 'set'> {
  id: string;
  step: Action<[work: () => Promise<unknown>]>;
}

export const Settle = ({ id, kind, form, set, step }: AtStep & Pick<Collection, 'kind'>) => {
  const refundForm = known(CollectionRefundFormWords, form.refundForm, kind === 'EXCHANGE' ? 'EXCHANGE' : 'ORIGINAL');
  return (
    <Section title="3. 说好怎么退">
      <Choice
        label="退款形式"
        value={refundForm}
        options={optionsOf(CollectionRefundFormWords)}
        onChange={(next) => set({ refundForm: next })}
      />
      <Acts>
        <Button
          kind="main"
          busy={step.busy}
          onTap={() => step.run(() => act(SettleCollection, { collectionId: id, refundForm }))}
        >
          说好了
        </Button>
      </Acts>
    </Section>
  );
};

export const Inspect = ({ id, form, set, step }: AtStep) => (
  <Section title="4. 检查货">
    <Choice
      label="符合商家的退货规定吗"
      value={form.meetsRule}
      options={[
        { value: 'yes', label: '符合' },
        { value: 'no', label: '不符合' },
      ]}
      onChange={(meetsRule) => set({ meetsRule })}
    />
    {form.meetsRule === 'no' && <View className="small grey">写明看到的，货照样拿回去，商家来验</View>}
    <Field
      label="看到的情况"
      value={form.note}
      onInput={(note) => set({ note })}
      error={step.problem?.at('note')}
      maxLength={200}
    />
    <Acts>
      <Button
        kind="main"
        busy={step.busy}
        onTap={() =>
          step.run(() =>
            act(InspectCollection, {
              collectionId: id,
              meetsRule: form.meetsRule === 'yes',
              ...(form.note.trim() && { note: form.note.trim() }),
            }),
          )
        }
      >
        检查过了
      </Button>
    </Acts>
  </Section>
);

export const Condition = ({ id, form, set, step }: AtStep) => (
  <Section title="5. 记下外观和附件">
    <Field
      label="外观"
      value={form.condition}
      onInput={(condition) => set({ condition })}
      error={step.problem?.at('condition')}
      placeholder="比如 袋子完好，没开封"
      maxLength={200}
    />
    <Field
      label="附件"
      value={form.accessories}
      onInput={(accessories) => set({ accessories })}
      error={step.problem?.at('accessories')}
      maxLength={100}
    />
    <Acts>
      <Button
        kind="main"
        busy={step.busy}
        onTap={() =>
          step.run(() =>
            act(RecordCollectionCondition, {
              collectionId: id,
              condition: form.condition.trim(),
              accessories: form.accessories.trim(),
            }),
          )
        }
      >
        记下
      </Button>
    </Acts>
  </Section>
);

export const OwnSignature = ({ id, form, set, step }: AtStep) => (
  <>
    <Field
      label="您的名字"
      value={form.signerName}
      onInput={(signerName) => set({ signerName })}
      error={step.problem?.at('signerName')}
      maxLength={30}
    />
    <Acts>
      <Button
        kind="main"
        busy={step.busy}
        onTap={() =>
          step.run(async () => {
            await act(CourierSignCollection, {
              collectionId: id,
              as: 'COURIER',
              signerName: form.signerName.trim(),
            });
            keepOwn(NAME, form.signerName.trim());
          })
        }
      >
        签字
      </Button>
    </Acts>
  </>
);

/** The consumer signs on a phone of their own. */
export const TheirSignature = ({ collection, reload }: Part) =>
  done(collection, '消费者签字') ? (
    <Cell label="买家">签过了</Cell>
  ) : (
    <View>
      请买家在他的手机上签字。
      <View className="buttons">
        <Button small onTap={reload}>
          看看签了没有
        </Button>
      </View>
    </View>
  );
