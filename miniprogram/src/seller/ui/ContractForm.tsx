import { ContractKindWords, SignContract, type ContractKind, type ContractsQuery, type PartyKind } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { TermFields, termsOf, whyNotTerm, type TypedTerms } from './ContractTerms';
import { dropPhoto } from '@/lib/photos';
import { newId } from '@/lib/request-id';
import { say } from '@/lib/say';
import { uploadPhoto } from '@/lib/uploads';
import { chinaToday } from '@/lib/china-day';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, DateField, Select } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { PhotoField } from '@/ui/Photos';

/** With whom each is signed. */
const WITH = {
  DELIVERY: 'carriers',
  STATION: 'stations',
  PAYMENT: 'providers',
  PLATFORM_SERVICE: 'operators',
} as const satisfies Record<ContractKind, keyof ContractsQuery>;
const OF_SELLERS: readonly ContractKind[] = ['DELIVERY', 'STATION', 'PAYMENT', 'PLATFORM_SERVICE'];
const OF_CARRIERS: readonly ContractKind[] = ['STATION', 'PLATFORM_SERVICE'];
const kindsFor = (partyKind: PartyKind): readonly ContractKind[] =>
  partyKind === 'CARRIER' ? OF_CARRIERS : OF_SELLERS;

interface Props {
  party: { id: string; kind: PartyKind };
  data: ContractsQuery;
  done: () => Promise<void>;
}

const NO_TERMS: TypedTerms = {};
function useContract(partyId: string, kinds: readonly ContractKind[], { data, done }: Pick<Props, 'data' | 'done'>) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`contract ${partyId}`, {
    kind: kinds[0],
    withPartyId: '',
    number: '',
    from: chinaToday(),
    until: '',
    photo: '',
    terms: NO_TERMS,
    fileId: '',
    run: '',
  });
  // What was kept on the phone may be a word of an earlier version.
  const kind = kinds.find((one) => one === form.kind);
  const rules = data.contractForms.find((one) => one.kind === kind)?.terms ?? [];
  const wrong = {
    kind: !kind && '请选择什么合同',
    withPartyId: !form.withPartyId && '请选择对方',
    number: !form.number.trim() && '请填写合同编号',
    validUntilOn: !form.until && '请选择到哪天',
    ...Object.fromEntries(rules.map((rule) => [rule.term, whyNotTerm(rule, (form.terms[rule.term] ?? '').trim())])),
  };
  const save = useSave(wrong, async () => {
    if (!kind) return;
    const run = form.run || newId();
    const fileId = form.photo ? form.fileId || (await uploadPhoto('sellers', 'licence', form.photo)) : '';
    set({ run, fileId });
    await act(
      SignContract,
      {
        partyId,
        withPartyId: form.withPartyId,
        kind,
        number: form.number.trim(),
        validFromOn: form.from,
        validUntilOn: form.until,
        terms: termsOf(rules, form.terms),
        ...(fileId && { fileId }),
      },
      `contract ${run}`,
    );
    if (form.photo) dropPhoto(form.photo);
    clear();
    say('已登记，等对方签字');
    await done();
  });
  return { form, kind, rules, set, save };
}

/** A contract goes on file with what was agreed; it holds when the other side has signed it here as well. */
export function ContractForm({ party, data, done }: Props) {
  const kinds = kindsFor(party.kind);
  const { form, kind, rules, set, save } = useContract(party.id, kinds, { data, done });
  const others = (kind ? data[WITH[kind]].edges : []).map(({ node }) => ({ value: node.partyId, label: node.name }));
  return (
    <Opened title="登记合同">
      <Choice
        label="什么合同"
        value={kind ?? ''}
        options={kinds.map((value) => ({ value, label: ContractKindWords[value] }))}
        onChange={(chosen) => set({ kind: chosen, withPartyId: '', terms: NO_TERMS })}
        error={save.at('kind')}
      />
      <Select
        label="和谁签的"
        value={form.withPartyId}
        options={others}
        onChange={(withPartyId) => set({ withPartyId })}
        error={save.at('withPartyId')}
        placeholder={others.length > 0 ? '请选择' : '平台上还没有这样的单位'}
      />
      <Field
        label="合同编号"
        value={form.number}
        onInput={(number) => set({ number })}
        error={save.at('number')}
        maxLength={60}
      />
      <DateField label="从哪天起" value={form.from} onChange={(from) => set({ from })} error={save.at('validFromOn')} />
      <DateField
        label="到哪天止"
        value={form.until}
        start={form.from}
        onChange={(until) => set({ until })}
        error={save.at('validUntilOn')}
      />
      <TermFields rules={rules} typed={form.terms} onChange={(terms) => set({ terms })} at={save.at} />
      <PhotoField
        label="合同照片"
        photo={form.photo}
        onChange={(photo) => set({ photo, fileId: '' })}
        hint={kind === 'PAYMENT' ? '双方签字盖章的那一页，要拍' : '签字盖章的那一页，可以不拍'}
        error={save.at('fileId')}
      />
      <Refusal problem={save.problem} fields={['withPartyId', 'number', 'validFromOn', 'validUntilOn', 'fileId']} />
      <Acts>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          登记
        </Button>
      </Acts>
    </Opened>
  );
}
