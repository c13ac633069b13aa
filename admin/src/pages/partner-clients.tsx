import { SAID } from '../lib/said.ts';
import {
  ApiClients,
  ClientUsage,
  EndFormerSecret,
  LetPartner,
  RevokeApiClient,
  RotateClientSecret,
  ScopeWords,
  UsedScopeWords,
  type ApiClientSort,
  type ApiClientsQuery,
  type ClientUsageQuery,
  type Scope,
  RoleWords,
  ApiClientActWords,
} from '../api/admin.ts';
import { count, date, dateTime } from '../lib/format.ts';
import { useAsk } from '../lib/use.ts';
import { CLIENT_STATES, options, word } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Id } from '../ui/Id.tsx';
import { Mark } from '../ui/marks.tsx';
import { Shown } from '../ui/States.tsx';

type Client = ApiClientsQuery['apiClients']['edges'][number]['node'];
type Used = ClientUsageQuery['clientUsage'][number];
export interface Secret {
  clientId: string;
  secret: string;
  expiresAt: string;
}
/** Shows a secret that an act answered; it is answered once. */
export type ShowSecret = (secret: Secret) => void;

export const scopeWords = (scopes: readonly Scope[]): string => scopes.map((scope) => ScopeWords[scope]).join('、');

/** Writing of a party's lots only that party itself lets. */
const READABLE = options(ScopeWords).filter(({ value }) => value !== 'EPCIS_CAPTURE');

const clientActs = ({ id, name }: Client, showSecret: ShowSecret): Act[] => [
  act({
    label: ApiClientActWords.LET,
    field: 'letPartner',
    action: 'LET',
    form: () => ({
      draft: `let.${id}`,
      title: `允许读取一个主体的数据：${name}`,
      submit: '授权',
      document: LetPartner,
      fields: [
        { name: 'partyId', label: '主体', kind: 'party', required: true },
        { name: 'scopes', label: '接口', kind: 'choices', required: true, options: READABLE },
      ],
      variables: ({ some, text }) => ({
        input: { clientId: id, partyId: text('partyId'), scopes: some('scopes', ScopeWords) },
      }),
    }),
  }),
  act({
    label: '换密钥',
    field: 'rotateClientSecret',
    action: 'ROTATE_SECRET',
    confirm: '发新密钥，旧的还能用七天。',
    document: RotateClientSecret,
    variables: { input: { clientId: id } },
    onDone: ({ rotateClientSecret: made }) => made.__typename === 'ApiClientCreated' && showSecret(made),
  }),
  act({
    label: ApiClientActWords.END_FORMER_SECRET,
    field: 'endFormerSecret',
    action: 'END_FORMER_SECRET',
    confirm: '旧密钥现在就失效。',
    document: EndFormerSecret,
    variables: { input: { clientId: id } },
  }),
  act({
    label: '停用',
    field: 'revokeApiClient',
    action: 'REVOKE',
    tone: 'danger',
    form: () => ({
      draft: `revoke.${id}`,
      title: SAID.revokePartner,
      submit: '停用',
      danger: true,
      document: RevokeApiClient,
      fields: [{ name: 'reason', label: '理由', kind: 'text', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { clientId: id, reason: text('reason') } }),
    }),
  }),
];

const clientColumns = (showSecret: ShowSecret): Column<Client, ApiClientSort>[] => [
  { title: '名称', text: ({ name }) => name, sort: 'NAME' },
  { title: '编号', roomy: true, text: ({ id }) => id, render: ({ id }) => <Id value={id} /> },
  {
    title: '接口',
    text: ({ scopes }) => scopeWords(scopes),
    render: ({ scopes }) => <span className="written">{scopeWords(scopes)}</span>,
    width: 240,
  },
  {
    title: '限额',
    roomy: true,
    text: ({ minuteMax, dayMax }) => `${count(minuteMax)} 次/分，${count(dayMax)} 次/天`,
  },
  {
    title: '状态',
    text: ({ active }) => word(CLIENT_STATES, active ? 'yes' : 'no'),
    render: ({ active }) => <Mark tone={active ? 'good' : 'quiet'}>{word(CLIENT_STATES, active ? 'yes' : 'no')}</Mark>,
  },
  { title: '密钥至', text: ({ secretExpiresAt }) => date(secretExpiresAt), sort: 'SECRET_EXPIRES_AT' },
  { title: '最近使用', text: ({ lastUsedAt }) => dateTime(lastUsedAt), sort: 'LAST_USED_AT' },
  {
    ...work('rotateClientSecret'),
    render: (client) => <Acts size="small" available={client.availableActions} acts={clientActs(client, showSecret)} />,
  },
];

export function Clients({ showSecret }: { showSecret: ShowSecret }) {
  return (
    <DataTable
      name={RoleWords.PARTNER}
      document={ApiClients}
      variables={({ active }, page) => ({ ...page, active: active ? active === 'yes' : undefined })}
      rows={({ apiClients }) => apiClients}
      rowKey={({ id }) => id}
      expand={(client) => <Usage client={client} />}
      empty="没有这样的系统"
      filters={[{ name: 'active', label: '状态', options: options(CLIENT_STATES) }]}
      columns={clientColumns(showSecret)}
    />
  );
}

const usageColumns: Column<Used>[] = [
  { title: '日期', text: ({ date }) => date, sort: true },
  { title: '接口', text: ({ scope }) => (scope ? UsedScopeWords[scope] : '全部') },
  { title: '请求', align: 'right', text: ({ calls }) => count(calls) },
  { title: '超额', align: 'right', text: ({ refused }) => count(refused) },
];

function Usage({ client: { id, keys } }: { client: Client }) {
  const asked = useAsk(ClientUsage, { clientId: id });
  return (
    <Shown asked={asked}>
      {({ clientUsage }) => (
        <ListTable
          bare
          name="用量"
          rowKey={({ date, scope }) => date + (scope ?? '')}
          rows={clientUsage}
          empty={`还没有请求过；有 ${keys.length} 把公钥`}
          columns={usageColumns}
        />
      )}
    </Shown>
  );
}
