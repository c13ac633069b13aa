import {
  MerchantAccounts,
  MerchantAccountStateWords,
  OpenMerchantAccount,
  type MerchantAccountSort,
  type MerchantAccountsQuery,
} from '../api/admin.ts';
import { date } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Due, Mark, YesNo } from '../ui/marks.tsx';
import { PartyLink } from '../ui/PartyLink.tsx';

type Merchant = MerchantAccountsQuery['merchantAccounts']['edges'][number]['node'];

const openAct = () =>
  act({
    label: '登记商户号',
    field: 'openMerchantAccount',
    tone: 'primary',
    form: () => ({
      draft: 'merchant',
      title: '登记商户号',
      submit: '登记',
      intro: '要先有双方签好的支付合同，编号和期限从合同来',
      document: OpenMerchantAccount,
      fields: [
        { name: 'partyId', label: '主体', kind: 'party', required: true },
        { name: 'subMerchantId', label: '支付机构的商户号', kind: 'text', required: true, max: 32 },
        { name: 'contactName', label: '联系人', kind: 'text', required: true, max: 40 },
        {
          name: 'passwordKeeperName',
          label: '支付密码保管人',
          kind: 'text',
          max: 40,
          help: '合同约定由支付机构管密码的，不填',
        },
      ],
      variables: ({ text, maybe }, requestId) => ({
        input: {
          requestId,
          partyId: text('partyId'),
          subMerchantId: text('subMerchantId'),
          contactName: text('contactName'),
          passwordKeeperName: maybe('passwordKeeperName'),
        },
      }),
    }),
  });

const columns: Column<Merchant, MerchantAccountSort>[] = [
  {
    title: '主体',
    text: ({ party }) => party?.name,
    render: ({ party }) => <PartyLink of={party} />,
  },
  { title: '商户号', text: ({ merchant }) => merchant },
  {
    title: '状态',
    sort: 'STATE',
    text: ({ stateLabel }) => stateLabel,
    render: ({ state, stateLabel }) => (
      <Mark tone={state === 'OPEN' || state === 'ENTRUSTED' ? 'good' : 'quiet'}>{stateLabel}</Mark>
    ),
  },
  {
    title: '可以收款',
    text: ({ whyNotReceive }) => whyNotReceive ?? '是',
    render: ({ whyNotReceive }) => <YesNo value={!whyNotReceive} no={whyNotReceive ?? ''} />,
  },
  { title: '合同', text: ({ contractNumber }) => contractNumber },
  { title: '登记', roomy: true, sort: 'OPENED_AT', text: ({ openedAt }) => date(openedAt) },
  { title: '合同至', text: ({ contractValidUntilOn }) => date(contractValidUntilOn), sort: 'CONTRACT_VALID_UNTIL_ON' },
  {
    title: '支付密码应更换',
    text: ({ passwordDueAt }) => date(passwordDueAt),
    sort: 'PASSWORD_DUE_AT',
    render: ({ passwordDueAt }) => <Due at={passwordDueAt} />,
  },
];

export function Merchants() {
  return (
    <>
      <div className="bar between no-print">
        <span />
        <Acts acts={[openAct()]} />
      </div>
      <DataTable
        name="商户号"
        document={MerchantAccounts}
        variables={({ state, partyId, merchant }, page) => ({ ...page, state, partyId, merchant })}
        rows={({ merchantAccounts }) => merchantAccounts}
        rowKey={({ id }) => id}
        empty="没有这样的商户号"
        filters={[
          { name: 'state', label: '状态', options: options(MerchantAccountStateWords) },
          { name: 'partyId', label: '主体', kind: 'party' },
          { name: 'merchant', label: '商户号' },
        ]}
        columns={columns}
      />
    </>
  );
}
