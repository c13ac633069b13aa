import { View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import { AddDocument, DecideSupplier, FileSupplier, MySuppliers, type MySuppliersQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { fullDay } from '@/lib/format';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { newId } from '@/lib/request-id';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Check, Choice } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Field, Notice, Opened, Section, Tag, type Tone } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { PaperForm } from '../../ui/PaperForm';
import { sellingParty } from '../../ui/parties';
import { TownshipField } from '../../ui/TownshipField';
import '../../ui/seller.scss';

type Supplier = MySuppliersQuery['suppliers']['edges'][number]['node'];
type Party = MySuppliersQuery['myParties'][number];
const STATES: Record<string, { title: string; tone?: Tone }> = {
  filed: { title: '待核对', tone: 'amber' },
  approved: { title: '可以进货' },
  returned: { title: '待补正', tone: 'amber' },
  rejected: { title: '不能进货', tone: 'red' },
};
const PAPERS = [
  { value: 'business-licence', label: '营业执照' },
  { value: 'food-production-licence', label: '食品生产许可证' },
  { value: 'food-business-licence', label: '食品经营许可证' },
  { value: 'trade-licence', label: '商品经营许可证' },
  { value: 'slaughter-licence', label: '定点屠宰证' },
  { value: 'land-contract', label: '土地承包经营权证' },
];

/** From whom goods may come: each one on file with its papers, checked by the seller. */
export default function SuppliersPage() {
  const query = useQuery(MySuppliers, { first: 50 });
  const [adding, setAdding] = useState(false);
  return (
    <Page right="lots" query={query} isEmpty={(data) => data.myParties.length === 0} empty={{ text: '先登记成为卖家' }}>
      {(data) => {
        const party = sellingParty(data.myParties)!;
        return (
          <>
            {data.suppliers.edges.length === 0 && !adding && (
              <Notice>货从谁那里来，先把他登记上。自己种的，把自己登记上。</Notice>
            )}
            {data.suppliers.edges.map(({ node }) => (
              <OneSupplier key={node.id} supplier={node} reload={query.reload} />
            ))}
            {adding ? (
              <NewSupplier
                party={party}
                isFirst={data.suppliers.edges.length === 0}
                close={() => setAdding(false)}
                done={async () => {
                  setAdding(false);
                  await query.reload();
                }}
              />
            ) : (
              <View className="center gap-top">
                <Button kind="main" onTap={() => setAdding(true)}>
                  加一个供货人
                </Button>
              </View>
            )}
          </>
        );
      }}
    </Page>
  );
}

function OneSupplier({ supplier, reload }: { supplier: Supplier; reload: () => Promise<void> }) {
  const [adding, setAdding] = useState(false);
  const approve = useAction(async () => {
    await act(DecideSupplier, { supplierId: supplier.id, decision: 'approve', reason: '证照已核对' });
    say('可以从他那里进货了');
    await reload();
  });
  const state =
    supplier.state === 'approved' && !supplier.valid
      ? { title: '证照过期', tone: 'red' as const }
      : STATES[supplier.state];
  return (
    <Section title={supplier.name} extra={<Tag tone={state?.tone}>{state?.title ?? supplier.state}</Tag>}>
      <View className="grey">
        供：{supplier.supplies || '没有写'}
        {supplier.validUntil ? `，有效到${fullDay(supplier.validUntil)}` : ''}
      </View>
      {supplier.documents.map((document) => (
        <View key={document.id} className="small grey">
          {document.title} {document.number}
          {document.validUntil ? `，到${fullDay(document.validUntil)}` : ''}
        </View>
      ))}
      {supplier.reason && <View className="small grey">{supplier.reason}</View>}
      <Refusal problem={approve.problem} />
      <View className="buttons">
        <Button small onTap={() => setAdding(!adding)}>
          拍他的证照
        </Button>
        {supplier.availableActions.includes('approve') && (
          <Button small kind="main" busy={approve.busy} onTap={approve.run}>
            核对好了，可以进货
          </Button>
        )}
      </View>
      {adding && (
        <PaperForm
          title="供货人的证照"
          draft={`supplier-paper ${supplier.id}`}
          type="business-licence"
          types={PAPERS}
          edge="sellers"
          purpose="licence"
          onClose={() => setAdding(false)}
          onSave={async ({ type, number, issuer, from, until }, fileId, key) => {
            await act(
              AddDocument,
              {
                supplierId: supplier.id,
                type,
                number,
                issuer,
                validFrom: from,
                ...(until && { validUntil: until }),
                ...(fileId && { fileId }),
              },
              `${key} ${number}`,
            );
            setAdding(false);
            await reload();
          }}
        />
      )}
    </Section>
  );
}

function NewSupplier({
  party,
  isFirst,
  close,
  done,
}: {
  party: Party;
  isFirst: boolean;
  close: () => void;
  done: () => Promise<void>;
}) {
  // A farmer's first is the farm itself.
  const self =
    isFirst && party.kind === 'farmer'
      ? { name: party.name, divisionCode: party.divisionCode, address: party.address ?? '' }
      : { name: '', divisionCode: '', address: '' };
  const {
    value: form,
    set,
    clear,
  } = useDraft('supplier', {
    kind: party.kind === 'farmer' ? 'farmer' : 'business',
    ...self,
    uscc: '',
    idNumber: '',
    contactPhone: '',
    supplies: '',
    suppliesFood: false,
    run: '',
  });
  const [tried, setTried] = useState(false);
  const setDivision = useCallback((divisionCode: string) => set({ divisionCode }), [set]);
  const farmer = form.kind === 'farmer';
  const wrong: Record<string, string | false> = {
    name: !form.name.trim() && '请填写名称',
    idNumber: farmer && !/^\d{17}[\dXx]$/.test(form.idNumber.trim()) && '身份证号是18位',
    uscc: !farmer && !/^[0-9A-Za-z]{18}$/.test(form.uscc.trim()) && '统一社会信用代码是18位',
    divisionCode: !form.divisionCode && '请选乡镇',
    address: !form.address.trim() && '请填写地址',
    supplies: !form.supplies.trim() && '请填写供什么货',
  };
  const save = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const run = form.run || newId();
    set({ run });
    await act(
      FileSupplier,
      {
        partyId: party.id,
        name: form.name.trim(),
        ...(farmer ? { idNumber: form.idNumber.trim().toUpperCase() } : { uscc: form.uscc.trim().toUpperCase() }),
        ...(form.contactPhone && { contactName: form.name.trim(), contactPhone: form.contactPhone.trim() }),
        divisionCode: form.divisionCode,
        address: form.address.trim(),
        supplies: form.supplies.trim(),
        suppliesFood: !farmer && form.suppliesFood,
      },
      `supplier ${run}`,
    );
    clear();
    await done();
  });
  const at = (field: string): string | null => (tried && wrong[field]) || save.problem?.at(field) || null;
  return (
    <Opened title="加一个供货人">
      <Refusal
        problem={save.problem}
        fields={['name', 'idNumber', 'uscc', 'contactPhone', 'divisionCode', 'address', 'supplies']}
      />
      <Choice
        label="是什么人"
        value={form.kind}
        options={[
          { value: 'farmer', label: '农户（自己种的也算）' },
          { value: 'business', label: '企业或合作社' },
        ]}
        onChange={(kind) => set({ kind })}
      />
      <Field
        label={farmer ? '姓名' : '名称'}
        value={form.name}
        onInput={(name) => set({ name })}
        error={at('name')}
        maxLength={60}
      />
      {farmer ? (
        <Field
          label="身份证号"
          type="idcard"
          value={form.idNumber}
          onInput={(idNumber) => set({ idNumber })}
          error={at('idNumber')}
          maxLength={18}
        />
      ) : (
        <Field
          label="统一社会信用代码"
          value={form.uscc}
          onInput={(uscc) => set({ uscc })}
          error={at('uscc')}
          maxLength={18}
        />
      )}
      <Field
        label="电话（可以不填）"
        type="number"
        value={form.contactPhone}
        onInput={(contactPhone) => set({ contactPhone })}
        error={at('contactPhone')}
        maxLength={12}
      />
      <TownshipField value={form.divisionCode} onChange={setDivision} error={at('divisionCode')} />
      <Field
        label="村屯或门牌"
        value={form.address}
        onInput={(address) => set({ address })}
        error={at('address')}
        maxLength={100}
      />
      <Field
        label="供什么货"
        value={form.supplies}
        onInput={(supplies) => set({ supplies })}
        error={at('supplies')}
        placeholder="比如 水稻、土豆"
        maxLength={60}
      />
      {!farmer && (
        <Check on={form.suppliesFood} onChange={(suppliesFood) => set({ suppliesFood })}>
          供的是加工食品
        </Check>
      )}
      <View className="buttons">
        <Button onTap={close}>先不加</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          保存
        </Button>
      </View>
    </Opened>
  );
}
