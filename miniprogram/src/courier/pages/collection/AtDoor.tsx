import { SAID } from '@/lib/said';
import { TakeCollection, type CollectionAct } from '@/api/courier';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { IdentityCode } from '../../ui/IdentityCode';
import {
  Condition,
  done,
  Inspect,
  OwnSignature,
  Settle,
  TheirSignature,
  useForm,
  type AtStep,
  type Part,
} from './steps';

/** The steps in front of the signatures: one is on the page at a time, as one after the other is done at the door. */
const BEFORE_SIGNING: readonly CollectionAct[] = ['SHOW_IDENTITY', 'SETTLE', 'INSPECT', 'RECORD_CONDITION'];

export function AtDoor({ collection, reload }: Part) {
  const can = (action: CollectionAct): boolean => collection.availableActions.includes(action);
  const now = BEFORE_SIGNING.find(can);
  const isSigned = done(collection, '配送员签字');
  const id = collection.id;
  const { form, set, clear } = useForm(collection);
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
  const at: AtStep = { id, form, set, step };
  return (
    <>
      <Refusal problem={problem} fields={['note', 'condition', 'accessories', 'signerName']} />
      {now === 'SHOW_IDENTITY' && (
        <Section title={SAID.showIdentityCode}>
          <IdentityCode collectionId={id} reload={reload} />
        </Section>
      )}
      {now === 'SETTLE' && <Settle {...at} kind={collection.kind} />}
      {now === 'INSPECT' && <Inspect {...at} />}
      {now === 'RECORD_CONDITION' && <Condition {...at} />}
      {(can('SIGN') || (isSigned && !collection.takenAt)) && (
        <Section title="6. 双方签字">
          {isSigned ? <Cell label="您">签过了</Cell> : <OwnSignature {...at} />}
          <TheirSignature collection={collection} reload={reload} />
        </Section>
      )}
      {can('TAKE') && (
        <Acts>
          <Button kind="main" busy={take.busy} onTap={take.run}>
            货取回了
          </Button>
        </Acts>
      )}
    </>
  );
}
