import { SignContract, type CarrierConductQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { dropPhoto } from '@/lib/photos';
import { uploadPhoto } from '@/lib/uploads';
import { DateField, Select } from '@/ui/forms';
import { Field } from '@/ui/parts';
import { PhotoField } from '@/ui/Photos';
import { Form, useSave } from './form';

export type Other = CarrierConductQuery['operators']['edges'][number]['node'];
/** Which contract a carrier has with whom. */
const CONTRACT_KINDS: Readonly<Record<string, { kind: string; title: string }>> = { operator: { kind: 'platform-service', title: '平台服务协议' }, station: { kind: 'station', title: '服务站合作协议' } };

interface Props {
  partyId: string;
  others: readonly Other[];
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** A contract that was signed on paper, put on file with its photo. */
export function NewContract({ partyId, others, onClose, onDone }: Props) {
  const { value: form, set, clear } = useDraft(`contract ${partyId}`, { withPartyId: others[0]?.partyId ?? '', number: '', validFrom: '', validUntil: '', photo: '', fileId: '' });
  const other = others.find((one) => one.partyId === form.withPartyId);
  const wrong = { withPartyId: !other && '请选择和谁签的', number: !form.number.trim() && '请填写合同编号', validFrom: !form.validFrom && '请选择从哪天起', validUntil: !form.validUntil && '请选择到哪天止' };
  const save = useSave(wrong, async () => {
    const fileId = form.photo ? form.fileId || (await uploadPhoto('sellers', 'licence', form.photo)) : null;
    if (fileId) set({ fileId });
    const { withPartyId, validFrom, validUntil } = form;
    await act(SignContract, { partyId, withPartyId, kind: CONTRACT_KINDS[other!.kind]!.kind, number: form.number.trim(), validFrom, validUntil, fileId }, `contract ${JSON.stringify(form)}`);
    if (form.photo) dropPhoto(form.photo);
    clear();
    await onDone();
  }, { COUNTERPARTY_WRONG: 'withPartyId', COUNTERPARTY_NOT_QUALIFIED: 'withPartyId', ALREADY_ON_FILE: 'number' });
  return (
    <Form title="登记一份合同" save={save} onClose={onClose}>
      <Select label="和谁签的" value={form.withPartyId} options={others.map(({ partyId: value, kind, name }) => ({ value, label: `${name}（${CONTRACT_KINDS[kind]?.title ?? kind}）` }))} onChange={(withPartyId) => set({ withPartyId })} error={save.at('withPartyId')} />
      <Field label="合同编号" value={form.number} onInput={(number) => set({ number })} error={save.at('number')} maxLength={60} />
      <DateField label="从哪天起" value={form.validFrom} onChange={(validFrom) => set({ validFrom })} error={save.at('validFrom')} />
      <DateField label="到哪天止" value={form.validUntil} onChange={(validUntil) => set({ validUntil })} error={save.at('validUntil')} />
      <PhotoField label="合同照片（可以不拍）" photo={form.photo} onChange={(photo) => set({ photo, fileId: '' })} hint="拍签字盖章的那一页" error={save.at('fileId')} />
    </Form>
  );
}
