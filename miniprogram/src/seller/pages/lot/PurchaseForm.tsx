import { View } from '@tarojs/components';
import { AddCertificate, PurchaseSuppliers } from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { dropPhoto } from '@/lib/photos';
import { useQuery } from '@/lib/query';
import { newId } from '@/lib/request-id';
import { useSave } from '@/lib/save';
import { uploadPhoto } from '@/lib/uploads';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { PhotoField } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { SupplierSelect, supplierChoice } from '../../ui/SupplierSelect';

interface Props {
  lotId: string;
  done: () => Promise<void>;
  close: () => void;
}

function usePurchase({ lotId, done }: Pick<Props, 'lotId' | 'done'>) {
  const known = useQuery(PurchaseSuppliers, {}).data?.suppliers.edges ?? [];
  const {
    value: form,
    set,
    clear,
  } = useDraft(`purchase ${lotId}`, {
    supplierId: '',
    goods: '',
    amount: '',
    origin: '',
    number: '',
    boughtOn: chinaToday(),
    photo: '',
    fileId: '',
    run: '',
  });
  const { suppliers, supplierId } = supplierChoice(known, form.supplierId);
  const supplier = suppliers.find(({ id }) => id === supplierId);
  const wrong = {
    photo: !form.photo && '请拍一张凭证的照片',
    supplierId: !supplier && '请选从谁那里进的',
    goods: !form.goods.trim() && '请填进了什么',
    amount: !form.amount.trim() && '请填进了多少',
    origin: !form.origin.trim() && '请填哪儿产的',
    number: !form.number.trim() && '请填单号，没有就写“无号”',
  };
  const save = useSave(wrong, async () => {
    if (!supplier) return;
    const run = form.run || newId();
    const fileId = form.fileId || (await uploadPhoto('catalog', 'certificate', form.photo));
    set({ run, fileId });
    const [goods, amount, origin] = [form.goods.trim(), form.amount.trim(), form.origin.trim()];
    await act(
      AddCertificate,
      {
        lotId,
        type: 'PURCHASE',
        number: form.number.trim(),
        issuer: supplier.name,
        issuedOn: form.boughtOn,
        fileId,
        boughtIn: { supplierId: supplier.id, goods, amount, origin },
      },
      `purchase ${run}`,
    );
    dropPhoto(form.photo);
    clear();
    await done();
  });
  return { suppliers, supplierId, form, set, save };
}

/** What was bought in for a lot, by a photo of its paper: buyers read where it is from once a reviewer has seen it. */
export function PurchaseForm({ lotId, done, close }: Props) {
  const { suppliers, supplierId, form, set, save } = usePurchase({ lotId, done });
  const line = (field: 'goods' | 'amount' | 'origin' | 'number', label: string, maxLength: number, hint?: string) => (
    <Field
      label={label}
      value={form[field]}
      placeholder={hint}
      onInput={(value) => set({ [field]: value })}
      error={save.at(field) ?? save.at(`boughtIn.${field}`)}
      maxLength={maxLength}
    />
  );
  return (
    <Opened title="交进货凭证">
      <Refusal
        problem={save.problem}
        fields={[
          'fileId',
          'number',
          'issuedOn',
          'boughtIn.supplierId',
          'boughtIn.goods',
          'boughtIn.amount',
          'boughtIn.origin',
        ]}
      />
      <PhotoField
        label="照片"
        photo={form.photo}
        onChange={(photo) => set({ photo, fileId: '' })}
        hint="送货单、收据、对方的合格证都行"
        error={save.at('photo') ?? save.at('fileId')}
      />
      <SupplierSelect
        suppliers={suppliers}
        supplierId={supplierId}
        onChange={(supplierId) => set({ supplierId })}
        error={save.at('supplierId') ?? save.at('boughtIn.supplierId')}
      />
      {line('goods', '进了什么', 40, '比如 大黄米')}
      {line('amount', '进了多少', 40, '比如 300千克')}
      {line('origin', '哪儿产的', 60, '比如 前进村，邻县也可以')}
      {line('number', '单号', 60)}
      <DateField
        label="哪天进的"
        value={form.boughtOn}
        end={chinaToday()}
        onChange={(boughtOn) => set({ boughtOn })}
        error={save.at('issuedOn')}
      />
      <View className="grey">审核员看过凭证以后，买家扫码就看到是从哪里来的。</View>
      <Acts>
        <Button onTap={close}>先不交</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          交上去
        </Button>
      </Acts>
    </Opened>
  );
}
