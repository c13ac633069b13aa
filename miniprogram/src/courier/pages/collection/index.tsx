import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import {
  AppointCollection,
  CourierCollection,
  CourierSignCollection,
  CourierSignHandoverOfReturn,
  HandOverCollection,
  InspectCollection,
  RecordCollectionCondition,
  SettleCollection,
  TakeCollection,
  type CourierCollectionQuery,
} from '@/api/courier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { keepOwn, ownKept } from '@/lib/holder';
import { Button } from '@/ui/Button';
import { Check, Choice } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Cell, Field, Section, Steps } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Appointment } from '../../ui/Appointment';
import { CallButton } from '@/ui/CallButton';
import { IdentityCode } from '../../ui/IdentityCode';
import '../../ui/courier.scss';

type Collection = NonNullable<CourierCollectionQuery['collection']>;
interface Part {
  collection: Collection;
  reload: () => Promise<void>;
}
const done = ({ steps }: Collection, label: string): boolean =>
  steps.some((step) => step.label === label && step.doneAt);

export default function CollectionPage() {
  const { params } = useRouter();
  const query = useQuery(CourierCollection, { id: params['id'] ?? '' });
  return (
    <Page query={query} isEmpty={(data) => data.collection === null} empty={{ text: '没有这一单，或不是派给您的' }}>
      {(data) => <Work collection={data.collection!} reload={query.reload} />}
    </Page>
  );
}

/**
 * Six steps at the consumer's door, then the handover at the centre. What can be done now, and what has been, the
 * platform says.
 */
function Work({ collection, reload }: Part) {
  const can = (action: string): boolean => collection.availableActions.includes(action);
  return (
    <>
      <Section title={collection.kind === 'exchange' ? '取回换货' : '取回退货'}>
        <View className="bold">
          {collection.recipient.name} {collection.recipient.phone}
        </View>
        <View>{collection.recipient.address}</View>
        {collection.recipient.full && (
          <View className="buttons">
            <CallButton phone={collection.recipient.phone} />
          </View>
        )}
        {collection.items.map((item) => (
          <Cell key={item.title} label={item.title}>
            {item.units}件，附件：{item.accessories || '无'}
          </Cell>
        ))}
        <Cell label="交给">
          {collection.sellerName}
          {collection.centreBy ? `，${moment(collection.centreBy)}前` : ''}
        </Cell>
        {collection.refundFen > 0 && <Cell label="要退">{yuan(collection.refundFen)}</Cell>}
      </Section>
      {can('appoint') && (
        <Section title="1. 约好上门">
          {collection.agreedAt && (
            <Cell label="约好">
              {moment(collection.agreedAt)}，{collection.agreedPlace}
            </Cell>
          )}
          <Appointment
            draft={`appoint ${collection.id}`}
            again={collection.agreedAt !== null}
            place={collection.agreedPlace ?? collection.recipient.address}
            onSave={async (agreedAt, place) => {
              await act(AppointCollection, { collectionId: collection.id, agreedAt, place });
              await reload();
            }}
          />
        </Section>
      )}
      <AtDoor collection={collection} reload={reload} />
      {can('bring-to-centre') && <Centre collection={collection} reload={reload} />}
      {collection.centrePlace && <SignBack collection={collection} reload={reload} />}
      <Section title="步骤">
        <Steps
          steps={collection.steps.map((step) => ({
            key: step.label,
            title: step.label,
            more: step.doneAt ? moment(step.doneAt) : undefined,
            state: step.doneAt ? 'done' : undefined,
          }))}
        />
      </Section>
    </>
  );
}

const NAME = 'courier-name';
/** The steps in front of the signatures: one is on the page at a time, as one after the other is done at the door. */
const BEFORE_SIGNING = ['show-identity', 'settle', 'inspect', 'record-condition'];

function AtDoor({ collection, reload }: Part) {
  const can = (action: string): boolean => collection.availableActions.includes(action);
  const now = BEFORE_SIGNING.find(can);
  const isSigned = done(collection, '配送员签字');
  const id = collection.id;
  const {
    value: form,
    set,
    clear,
  } = useDraft(`collect ${id}`, {
    refundForm: collection.kind === 'exchange' ? 'exchange' : 'original',
    meetsRule: 'yes',
    note: '',
    condition: '',
    accessories: '无',
    signerName: ownKept<string>(NAME) ?? '',
  });
  const step = useAction(async (work: () => Promise<unknown>) => {
    await work();
    await reload();
  });
  const take = useAction(async () => {
    await act(TakeCollection, { collectionId: id });
    clear();
    say('取回了，请按时交给商家');
    await reload();
  });
  const problem = step.problem ?? take.problem;
  return (
    <>
      <Refusal problem={problem} fields={['note', 'condition', 'accessories', 'signerName']} />
      {now === 'show-identity' && (
        <Section title="2. 给买家看身份码">
          <IdentityCode collectionId={id} reload={reload} />
        </Section>
      )}
      {now === 'settle' && (
        <Section title="3. 说好怎么退">
          <Choice
            label="退款形式"
            value={form.refundForm}
            options={[
              { value: 'original', label: '退回原来付款的账户' },
              { value: 'exchange', label: '换货，不退款' },
              { value: 'none', label: '不退款' },
            ]}
            onChange={(refundForm) => set({ refundForm })}
          />
          <View className="buttons">
            <Button
              kind="main"
              busy={step.busy}
              onTap={() => step.run(() => act(SettleCollection, { collectionId: id, refundForm: form.refundForm }))}
            >
              说好了
            </Button>
          </View>
        </Section>
      )}
      {now === 'inspect' && (
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
          <Field
            label="看到的情况"
            value={form.note}
            onInput={(note) => set({ note })}
            error={step.problem?.at('note')}
            maxLength={200}
          />
          <View className="buttons">
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
          </View>
        </Section>
      )}
      {now === 'record-condition' && (
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
          <View className="buttons">
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
          </View>
        </Section>
      )}
      {(can('sign') || (isSigned && !collection.takenAt)) && (
        <Section title="6. 双方签字">
          {isSigned ? (
            <Cell label="您">签过了</Cell>
          ) : (
            <>
              <Field
                label="您的名字"
                value={form.signerName}
                onInput={(signerName) => set({ signerName })}
                error={step.problem?.at('signerName')}
                maxLength={30}
              />
              <View className="buttons">
                <Button
                  kind="main"
                  busy={step.busy}
                  onTap={() =>
                    step.run(async () => {
                      await act(CourierSignCollection, {
                        collectionId: id,
                        as: 'courier',
                        signerName: form.signerName.trim(),
                      });
                      keepOwn(NAME, form.signerName.trim());
                    })
                  }
                >
                  签字
                </Button>
              </View>
            </>
          )}
          {done(collection, '消费者签字') ? (
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
          )}
        </Section>
      )}
      {can('take') && (
        <View className="center gap-top">
          <Button kind="main" busy={take.busy} onTap={take.run}>
            货取回了
          </Button>
        </View>
      )}
    </>
  );
}

function Centre({ collection, reload }: Part) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`centre ${collection.id}`, { place: '县城退换货中心', ok: true, note: '' });
  const save = useAction(async () => {
    await act(HandOverCollection, {
      collectionId: collection.id,
      place: form.place.trim(),
      listChecked: true,
      conditionOk: form.ok,
      ...(form.note.trim() && { note: form.note.trim() }),
    });
    clear();
    await reload();
  });
  return (
    <Section title="交给商家">
      <Field
        label="在哪里交"
        value={form.place}
        onInput={(place) => set({ place })}
        error={save.problem?.at('place')}
        maxLength={100}
      />
      <Check on={form.ok} onChange={(ok) => set({ ok })}>
        货和清单对得上
      </Check>
      <Field
        label="说明"
        value={form.note}
        onInput={(note) => set({ note })}
        error={save.problem?.at('note')}
        maxLength={200}
      />
      <Refusal problem={save.problem} fields={['place', 'note']} />
      <View className="buttons">
        <Button kind="main" busy={save.busy} onTap={save.run}>
          清点好了
        </Button>
      </View>
    </Section>
  );
}

function SignBack({ collection, reload }: Part) {
  const sign = useAction(async () => {
    await act(CourierSignHandoverOfReturn, { collectionId: collection.id, as: 'carrier' });
    await reload();
  });
  return (
    <Section title="交接签字">
      <Cell label="您">{collection.carrierHandedAt ? moment(collection.carrierHandedAt) : '还没签'}</Cell>
      <Cell label="商家">{collection.sellerReceivedAt ? moment(collection.sellerReceivedAt) : '还没签'}</Cell>
      <Refusal problem={sign.problem} />
      {collection.availableActions.includes('sign-handover') && (
        <View className="buttons">
          <Button kind="main" busy={sign.busy} onTap={sign.run}>
            签字
          </Button>
        </View>
      )}
    </Section>
  );
}
