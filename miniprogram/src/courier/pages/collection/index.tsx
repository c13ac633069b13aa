import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import {
  AppointCollection,
  CollectionKindWords,
  CourierCollection,
  CourierSignHandoverOfReturn,
  HandOverCollection,
  type CollectionAct,
  CollectionActWords,
} from '@/api/courier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { nameThing, useWaitingOf } from '@/lib/outbox';
import { useQuery } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Cell, Field, Section, Steps } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { CallButton } from '@/ui/CallButton';
import { DoneHere } from '@/ui/Waiting';
import { Appointment } from '../../ui/Appointment';
import { AtDoor } from './AtDoor';
import { foreseen } from './foreseen';
import type { Part } from './steps';

export default function CollectionPage() {
  const { params } = useRouter();
  const id = params['id'] ?? '';
  const query = useQuery(CourierCollection, { id }, { keepAs: `collection ${id}`, place: TODAY });
  return (
    <Page query={query} isEmpty={(data) => data.collection === null} empty={{ text: '没有这一单，或不是派给您的' }}>
      {(data) => <Here collection={data.collection!} reload={query.reload} />}
    </Page>
  );
}

/** As it will be once all that was done without a network has come through. */
function Here({ collection, reload }: Part) {
  const entries = useWaitingOf(collection.id, reload);
  const { id, sellerName } = collection;
  useEffect(() => nameThing(id, `取回，交给${sellerName}`), [id, sellerName]);
  return (
    <>
      <DoneHere entries={entries} />
      <Work collection={foreseen(collection, entries)} reload={reload} />
    </>
  );
}

/**
 * Six steps at the consumer's door, then the handover at the centre. What can be done now, and what has been, the
 * platform says.
 */
function Work({ collection, reload }: Part) {
  const can = (action: CollectionAct): boolean => collection.availableActions.includes(action);
  return (
    <>
      <Section title={`取回${CollectionKindWords[collection.kind]}`}>
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
          {collection.centreDueAt ? `，${moment(collection.centreDueAt)}前` : ''}
        </Cell>
        {collection.refundFen > 0 && <Cell label="要退">{yuan(collection.refundFen)}</Cell>}
      </Section>
      {can('APPOINT') && (
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
      {can('BRING_TO_CENTRE') && <Centre collection={collection} reload={reload} />}
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

function Centre({ collection, reload }: Part) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`centre ${collection.id}`, { place: '县城退换货中心', ok: true, note: '' });
  const save = useAction(
    async () => {
      await act(HandOverCollection, {
        collectionId: collection.id,
        place: form.place.trim(),
        listChecked: true,
        conditionOk: form.ok,
        ...(form.note.trim() && { note: form.note.trim() }),
      });
      clear();
      await reload();
    },
    { onKept: clear },
  );
  return (
    <Section title={CollectionActWords.HAND_OVER}>
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
      <Acts>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          清点好了
        </Button>
      </Acts>
    </Section>
  );
}

function SignBack({ collection, reload }: Part) {
  const sign = useAction(async () => {
    await act(CourierSignHandoverOfReturn, { collectionId: collection.id, as: 'CARRIER' });
    await reload();
  });
  return (
    <Section title={CollectionActWords.SIGN_HANDOVER}>
      <Cell label="您">{collection.carrierHandedAt ? moment(collection.carrierHandedAt) : '还没签'}</Cell>
      <Cell label="商家">{collection.sellerReceivedAt ? moment(collection.sellerReceivedAt) : '还没签'}</Cell>
      <Refusal problem={sign.problem} />
      {collection.availableActions.includes('SIGN_HANDOVER') && (
        <Acts>
          <Button kind="main" busy={sign.busy} onTap={sign.run}>
            签字
          </Button>
        </Acts>
      )}
    </Section>
  );
}
