import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { NewLot, RegisterLot, type NewLotQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useFresh } from '@/lib/fresh';
import { go, goInstead } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { chinaToday } from '@/lib/china-day';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DateField, Select } from '@/ui/forms';
import { SupplierSelect, supplierChoice } from '../../ui/SupplierSelect';
import { NumberField } from '../../ui/NumberField';
import { Page } from '../../ui/Page';
import { Field, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { FromLots, NO_SOURCES, ownLotsOf, sourcesToSend, wrongSources } from './FromLots';
import { drawsToSend, FromHarvests, harvestsOf, NO_DRAW, wrongDraws } from './FromHarvest';
import { COMPLAINT_CONTACT, proposedCode } from '../../ui/lot-code';
import { sellingParty } from '../../ui/parties';
import { PAGES } from '../../ui/pages';

/** A lot as it comes in: what stands on its label is proposed from what is known. */
export default function NewLotPage() {
  const query = useQuery(NewLot, {});
  useFresh(query.reload);
  return (
    <Page
      right="LOTS"
      query={query}
      isEmpty={(data) => data.managedProducts?.edges.length === 0}
      empty={{
        text: '先上架商品，再登记货',
        action: (
          <Button kind="main" onTap={() => go(PAGES.list)}>
            拍照上架
          </Button>
        ),
      }}
    >
      {(data) => <LotForm data={data} />}
    </Page>
  );
}

function useNewLot(data: NewLotQuery) {
  const { params } = useRouter();
  const products = data.managedProducts?.edges.map(({ node }) => node);
  const skus = products.flatMap((product) => product.skus.map((sku) => ({ ...sku, product })));
  const party = sellingParty(data.myParties);
  const first = skus.find(({ product }) => product.id === params['product']) ?? skus[0];
  const {
    value: form,
    set,
    clear,
  } = useDraft(`lot of harvests and lots ${params['product'] ?? ''}${params['harvest'] ?? ''}`, {
    skuId: first?.id ?? '',
    supplierId: '',
    code: proposedCode(),
    producedOn: chinaToday(),
    units: '',
    producerName: party?.name ?? '',
    producerAddress: party?.address ?? '',
    complaintContact: COMPLAINT_CONTACT,
    draws: [{ ...NO_DRAW, harvestId: params['harvest'] ?? '' }],
    sources: NO_SOURCES,
  });
  const harvests = harvestsOf(data);
  const { suppliers, supplierId } = supplierChoice(data.suppliers.edges, form.supplierId);
  const sku = skus.find(({ id }) => id === form.skuId);
  const wrong = {
    skuId: !sku && '请选择是哪种货',
    supplierId: !supplierId && '请选择从谁那里进的',
    code: !/^[A-Za-z0-9][A-Za-z0-9-]{3,39}$/.test(form.code) && '批号用4个以上字母、数字和短横线',
    units: !/^[1-9]\d{0,5}$/.test(form.units) && '请填写进了多少件',
    ...wrongDraws(form.draws, harvests),
    ...wrongSources(form.sources),
    producerName: !form.producerName.trim() && '请填写生产者',
    producerAddress: !form.producerAddress.trim() && '请填写生产地址',
  };
  const send = useSave(wrong, async () => {
    if (!sku) return;
    const lot = await act(
      RegisterLot,
      {
        skuId: sku.id,
        supplierId,
        code: form.code.toUpperCase(),
        producedOn: form.producedOn,
        units: Number(form.units),
        markedName: sku.product.title,
        producerName: form.producerName.trim(),
        producerAddress: form.producerAddress.trim(),
        specification: sku.specification,
        complaintContact: form.complaintContact.trim() || COMPLAINT_CONTACT,
        harvests: drawsToSend(form.draws),
        sources: sourcesToSend(form.sources),
      },
      `lot ${form.code} ${form.skuId} ${form.units}`,
    );
    clear();
    goInstead(PAGES.lot, { id: lot.id });
  });
  return { form, set, skus, suppliers, supplierId, harvests, send };
}

const FIELDS = [
  'skuId',
  'supplierId',
  'units',
  'producedOn',
  'code',
  'producerName',
  'producerAddress',
  'complaintContact',
];
const OF_HARVEST = ['harvestId', 'quantity', 'priceFen', 'grade'];
const OF_SOURCE = ['code', 'units'];
/** Those that tell what is wrong with them themselves. */
const fieldsOf = (draws: number, sources: number): string[] => [
  ...FIELDS,
  ...Array.from({ length: draws }, (_, i) => OF_HARVEST.map((field) => `harvests.${i}.${field}`)).flat(),
  ...Array.from({ length: sources }, (_, i) => OF_SOURCE.map((field) => `sources.${i}.${field}`)).flat(),
];

function LotForm({ data }: { data: NewLotQuery }) {
  const { form, set, skus, suppliers, supplierId, harvests, send } = useNewLot(data);
  return (
    <>
      <Refusal problem={send.problem} fields={fieldsOf(form.draws.length, form.sources.length)} />
      {suppliers.length === 0 && (
        <Notice>
          还没有备案的供货人。自己种的，也要把自己登记成供货人。
          <View className="buttons">
            <Button small onTap={() => go(PAGES.suppliers)}>
              去登记
            </Button>
          </View>
        </Notice>
      )}
      <Section>
        <Select
          label="哪种货"
          value={form.skuId}
          options={skus.map((one) => ({ value: one.id, label: `${one.product.title} ${one.specification}` }))}
          onChange={(skuId) => set({ skuId })}
          error={send.at('skuId')}
        />
        <SupplierSelect
          suppliers={suppliers}
          supplierId={supplierId}
          onChange={(supplierId) => set({ supplierId })}
          error={send.at('supplierId')}
        />
        <NumberField
          label="进了多少件"
          value={form.units}
          onInput={(units) => set({ units })}
          error={send.at('units')}
          maxLength={6}
        />
        <DateField
          label="生产或采收日期"
          value={form.producedOn}
          end={chinaToday()}
          onChange={(producedOn) => set({ producedOn })}
          error={send.at('producedOn')}
        />
        <Field
          label="批号（印在袋子上）"
          value={form.code}
          onInput={(code) => set({ code })}
          error={send.at('code')}
          maxLength={40}
        />
      </Section>
      <FromHarvests draws={form.draws} change={(draws) => set({ draws })} harvests={harvests} at={send.at} />
      <FromLots sources={form.sources} change={(sources) => set({ sources })} lots={ownLotsOf(data)} at={send.at} />
      <Section title="袋子上写的">
        <Field
          label="生产者"
          long
          value={form.producerName}
          onInput={(producerName) => set({ producerName })}
          error={send.at('producerName')}
          maxLength={60}
        />
        <Field
          label="生产地址"
          long
          value={form.producerAddress}
          onInput={(producerAddress) => set({ producerAddress })}
          error={send.at('producerAddress')}
          maxLength={100}
        />
        <Field
          label="投诉电话"
          value={form.complaintContact}
          onInput={(complaintContact) => set({ complaintContact })}
          error={send.at('complaintContact')}
          maxLength={40}
        />
      </Section>
      <Acts>
        <Button kind="main" wide busy={send.busy} onTap={send.run}>
          登记
        </Button>
      </Acts>
    </>
  );
}
