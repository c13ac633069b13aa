import { SAID } from '../lib/said.ts';
import { Alert, Modal, Typography } from 'antd';
import { useState } from 'react';
import {
  CreateApiClient,
  PartnerGrants,
  ScopeWords,
  StopPartner,
  WebhookDeliveries,
  WebhookDeliveryStateWords,
  WebhookEventWords,
  Webhooks,
  WebhookStateWords,
  type PartnerGrantSort,
  type PartnerGrantsQuery,
  type WebhookDeliveriesQuery,
  type WebhookDeliverySort,
  type WebhookSort,
  type WebhooksQuery,
  RoleWords,
} from '../api/admin.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageTabs } from '../ui/PageTabs.tsx';
import { Clients, scopeWords, type Secret, type ShowSecret } from './partner-clients.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Grant = PartnerGrantsQuery['partnerGrants']['edges'][number]['node'];
type Webhook = WebhooksQuery['webhooks']['edges'][number]['node'];
type Delivery = WebhookDeliveriesQuery['webhookDeliveries']['edges'][number]['node'];
/** One that has ended is not listed. */
const WEBHOOK_STATES = options(WebhookStateWords).filter(({ value }) => value !== 'ENDED');
const createAct = (showSecret: ShowSecret) =>
  act({
    label: SAID.registerPartner,
    field: 'createApiClient',
    tone: 'primary',
    form: () => ({
      draft: 'client',
      title: SAID.registerPartner,
      submit: '登记',
      document: CreateApiClient,
      onDone: ({ createApiClient: made }) => made.__typename === 'ApiClientCreated' && showSecret(made),
      fields: [
        { name: 'name', label: '名称', kind: 'text', required: true, max: 60 },
        { name: 'partyId', label: '签约主体', kind: 'party', required: true },
        {
          name: 'scopes',
          label: '合同约定的接口',
          kind: 'choices',
          options: options(ScopeWords),
          help: '不选是能读的全部；写入要另选',
        },
        { name: 'minuteMax', label: '每分钟请求数', kind: 'whole', help: '不填是 600' },
        { name: 'dayMax', label: '每天请求数', kind: 'whole', help: '不填是 100000' },
      ],
      variables: ({ maybeNumber, some, text, texts }) => ({
        input: {
          name: text('name'),
          partyId: text('partyId'),
          // None chosen is all, which the server says by its own default.
          scopes: texts('scopes').length > 0 ? some('scopes', ScopeWords) : undefined,
          minuteMax: maybeNumber('minuteMax'),
          dayMax: maybeNumber('dayMax'),
        },
      }),
    }),
  });

export function PartnersPage() {
  const [secret, setSecret] = useState<Secret | null>(null);
  const showSecret: ShowSecret = setSecret;
  return (
    <>
      <PageHead title={RoleWords.PARTNER} note="按合同开放的八类数据接口">
        <Acts acts={[createAct(showSecret)]} />
      </PageHead>
      <SecretShown secret={secret} onClose={() => setSecret(null)} />
      <PageTabs
        items={[
          { key: 'clients', label: '系统', children: <Clients showSecret={showSecret} /> },
          { key: 'grants', label: '授权', children: <Grants /> },
          {
            key: 'webhooks',
            label: '通知地址',
            children: <WebhookTable />,
          },
          {
            key: 'deliveries',
            label: '通知记录',
            children: <DeliveryTable />,
          },
        ]}
      />
    </>
  );
}

const SecretShown = ({ secret, onClose }: { secret: Secret | null; onClose: () => void }) => (
  <Modal open={!!secret} title="密钥只显示这一次" footer={null} onCancel={onClose} maskClosable={false}>
    <Alert type="warning" showIcon message="请马上交给合作方保管，关上以后再也看不到" />
    <p>
      编号：
      <Typography.Text code copyable>
        {secret?.clientId}
      </Typography.Text>
    </p>
    <p>
      密钥：
      <Typography.Text code copyable style={{ overflowWrap: 'anywhere' }}>
        {secret?.secret}
      </Typography.Text>
    </p>
    <p>有效期至 {date(secret?.expiresAt)}</p>
  </Modal>
);

const grantColumns = (): Column<Grant, PartnerGrantSort>[] => [
  { title: '系统', text: ({ clientName }) => clientName, sort: 'CLIENT_NAME' },
  { title: '主体', text: ({ partyName }) => partyName, sort: 'PARTY_NAME' },
  { title: '接口', text: ({ scopes }) => scopeWords(scopes) },
  {
    ...work('stopPartner'),
    render: ({ clientId, partyId, partyName }) => (
      <Acts
        size="small"
        acts={[
          act({
            label: '收回',
            field: 'stopPartner',
            tone: 'danger',
            confirm: `系统不能再读取“${partyName}”的数据。`,
            document: StopPartner,
            variables: { input: { clientId, partyId } },
          }),
        ]}
      />
    ),
  },
];

const Grants = () => (
  <DataTable
    name="授权"
    document={PartnerGrants}
    variables={({ partyId }, page) => ({ ...page, partyId })}
    rows={({ partnerGrants }) => partnerGrants}
    rowKey={({ id }) => id}
    filters={[{ name: 'partyId', label: '主体', kind: 'party' }]}
    empty="没有授权；在“系统”里按合同授权"
    columns={grantColumns()}
  />
);

const webhookColumns: Column<Webhook, WebhookSort>[] = [
  { title: '系统', text: ({ clientName }) => clientName },
  { title: '地址', text: ({ url }) => url },
  { title: '事件', text: ({ eventTypes }) => eventTypes.map((type) => WebhookEventWords[type]).join('、') },
  {
    title: '状态',
    sort: 'STATE',
    text: ({ state, stateLabel, stateReason }) =>
      state === 'ACTIVE' ? stateLabel : `${stateLabel}：${orNone(stateReason)}`,
  },
  { title: '登记', sort: 'CREATED_AT', text: ({ createdAt }) => dateTime(createdAt) },
];

const WebhookTable = () => (
  <DataTable
    name="通知地址"
    document={Webhooks}
    variables={({ state }, page) => ({ ...page, state })}
    rows={({ webhooks }) => webhooks}
    rowKey={({ id }) => id}
    filters={[{ name: 'state', label: '状态', options: WEBHOOK_STATES }]}
    empty="没有这样的通知地址"
    columns={webhookColumns}
  />
);

const deliveryColumns: Column<Delivery, WebhookDeliverySort>[] = [
  { title: '事件', sort: 'TYPE', text: ({ type }) => WebhookEventWords[type] },
  stateColumn('STATE'),
  { title: '次数', align: 'right', sort: 'ATTEMPTS', text: ({ attempts }) => attempts },
  { title: '回应', text: ({ lastStatus, lastError }) => lastStatus ?? lastError ?? '—' },
  { title: '发生', sort: 'CREATED_AT', text: ({ createdAt }) => dateTime(createdAt) },
  { title: '下次', text: ({ nextAt }) => dateTime(nextAt) },
];

const DeliveryTable = () => (
  <DataTable
    name="通知记录"
    document={WebhookDeliveries}
    variables={({ state }, page) => ({ ...page, state })}
    rows={({ webhookDeliveries }) => webhookDeliveries}
    rowKey={({ id }) => id}
    filters={[{ name: 'state', label: '状态', options: options(WebhookDeliveryStateWords) }]}
    empty="没有通知"
    columns={deliveryColumns}
  />
);
