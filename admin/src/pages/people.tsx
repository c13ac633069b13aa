import { Alert, Modal, Tabs, Typography } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  ApiClients,
  ClientUsage,
  CreateApiClient,
  CreateStaffAccount,
  EndFormerSecret,
  LetPartner,
  PartnerGrants,
  ResetSecondFactor,
  RestoreAccount,
  RevokeApiClient,
  RotateClientSecret,
  SetStaffRole,
  StaffAccounts,
  StopPartner,
  SuspendAccount,
  WebhookDeliveries,
  Webhooks,
  type ApiClientsQuery,
  type StaffAccountsQuery,
} from '../api/admin.ts';
import { count, date, dateTime, orNone } from '../lib/format.ts';
import { roleTitle, STAFF_ROLES } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import {
  ACCOUNT_STATES,
  CLIENT_STATES,
  DELIVERY_STATES,
  options,
  SCOPES,
  USED_SCOPES,
  WEBHOOK_STATES,
  word,
} from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import { DataTable, ListTable } from '../ui/DataTable.tsx';
import { Id, Mark, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Shown } from '../ui/States.tsx';

type Client = ApiClientsQuery['apiClients']['edges'][number]['node'];
type Account = StaffAccountsQuery['staffAccounts']['edges'][number]['node'];
const OTHERS: Readonly<Record<string, string>> = {
  'seller-owner': '网商负责人',
  'seller-staff': '网商店员',
  courier: '配送员',
  'carrier-manager': '配送管理员',
  'station-agent': '服务站代办员',
  consumer: '消费者',
};
const anyRole = (role: string): string => OTHERS[role] ?? roleTitle(role);

function accountActs({ accountId, displayName, roles }: Account): Act[] {
  const reasonForm =
    (draft: string, title: string, submit: string, document: typeof SuspendAccount, help?: string, danger = false) =>
    () => ({
      draft: `${draft}.${accountId}`,
      title: `${title}：${displayName}`,
      submit,
      danger,
      document,
      fields: [{ name: 'reason', label: '理由', kind: 'text' as const, required: true, max: 200, help }],
      variables: ({ reason }: Record<string, unknown>) => ({ input: { accountId, reason: reason as string } }),
    });
  return [
    act({
      label: '改岗位',
      field: 'setStaffRole',
      form: () => ({
        draft: `role.${accountId}`,
        title: `改岗位：${displayName}`,
        submit: '保存',
        document: SetStaffRole,
        intro: `现在：${roles.map(anyRole).join('、') || '没有岗位'}。两秒内生效。`,
        fields: [
          { name: 'role', label: '岗位', kind: 'pick', required: true, options: STAFF_ROLES },
          { name: 'active', label: '给予（关上是收回）', kind: 'switch', initial: true },
        ],
        variables: ({ role, active }) => ({ input: { accountId, role: role as string, active: !!active } }),
      }),
    }),
    act({
      label: '重置验证器',
      field: 'resetSecondFactor',
      action: 'reset-second-factor',
      form: reasonForm('factor', '重置验证器', '重置', ResetSecondFactor as never, '怎样确认了是本人', true),
    }),
    act({
      label: '停用',
      field: 'suspendAccount',
      action: 'suspend',
      tone: 'danger',
      form: reasonForm('suspend', '停用账号', '停用', SuspendAccount, undefined, true),
    }),
    act({
      label: '恢复',
      field: 'restoreAccount',
      action: 'restore',
      form: reasonForm('restore', '恢复账号', '恢复', RestoreAccount as never),
    }),
  ];
}

export function PeoplePage() {
  const create = act({
    label: '新建账号',
    field: 'createStaffAccount',
    tone: 'primary',
    form: () => ({
      draft: 'staff',
      title: '新建工作人员账号',
      submit: '新建',
      document: CreateStaffAccount,
      intro: '第一次登录时本人更换密码并绑定验证器。',
      fields: [
        { name: 'login', label: '账号', kind: 'text', required: true, max: 40 },
        { name: 'displayName', label: '姓名', kind: 'text', required: true, max: 40 },
        { name: 'roles', label: '岗位', kind: 'choices', required: true, options: STAFF_ROLES },
        { name: 'password', label: '初始密码', kind: 'password', required: true, help: '至少十位' },
      ],
      variables: ({ login, displayName, roles, password }, requestId) => ({
        input: {
          requestId,
          login: login as string,
          displayName: displayName as string,
          roles: roles as string[],
          password: password as string,
        },
      }),
    }),
  });
  return (
    <>
      <PageHead title="人员与权限" note="收回岗位、停用账号两秒内生效">
        <Acts acts={[create]} />
      </PageHead>
      <DataTable
        name="人员"
        document={StaffAccounts}
        variables={({ role, state, login }, page) => ({ ...page, role, state, login })}
        rows={({ staffAccounts }) => staffAccounts}
        rowKey={({ accountId }) => accountId}
        empty="没有这样的人"
        filters={[
          { name: 'role', label: '岗位', options: STAFF_ROLES },
          { name: 'state', label: '状态', options: options(ACCOUNT_STATES) },
          { name: 'login', label: '账号（写全）' },
        ]}
        columns={[
          { title: '账号', text: ({ login }) => login },
          { title: '姓名', text: ({ displayName }) => displayName },
          { title: '岗位', text: ({ roles }) => roles.map(anyRole).join('、') || '没有岗位' },
          {
            title: '状态',
            text: ({ state }) => word(ACCOUNT_STATES, state),
            sort: 'state',
            render: ({ state, lockedUntil }) => (
              <>
                <State of={state} text={word(ACCOUNT_STATES, state)} />{' '}
                {lockedUntil && <Mark tone="warn">锁定至 {dateTime(lockedUntil)}</Mark>}
              </>
            ),
          },
          {
            title: '验证器',
            text: ({ secondFactorSince }) => (secondFactorSince ? `${date(secondFactorSince)} 绑定` : '还没有绑定'),
          },
          {
            title: '密码',
            text: ({ isPasswordDue }) => (isPasswordDue ? '应更换' : '有效'),
            render: ({ isPasswordDue }) => (
              <Mark tone={isPasswordDue ? 'warn' : 'good'}>{isPasswordDue ? '应更换' : '有效'}</Mark>
            ),
          },
          { title: '建立', roomy: true, sort: 'createdAt', text: ({ createdAt }) => date(createdAt) },
          { title: '最近登录', text: ({ lastSeenAt }) => dateTime(lastSeenAt) },
          {
            ...work('setStaffRole'),
            render: (one) => <Acts size="small" available={one.availableActions} acts={accountActs(one)} />,
          },
        ]}
      />
    </>
  );
}

interface Secret {
  clientId: string;
  secret: string;
  expiresAt: string;
}

export function PartnersPage() {
  const [params, setParams] = useSearchParams();
  const [secret, setSecret] = useState<Secret | null>(null);
  const showSecret = (result: object) => setSecret(Object.values(result)[0] as Secret);
  const create = act({
    label: '登记合作方系统',
    field: 'createApiClient',
    tone: 'primary',
    form: () => ({
      draft: 'client',
      title: '登记合作方系统',
      submit: '登记',
      document: CreateApiClient,
      onDone: showSecret,
      fields: [
        { name: 'name', label: '名称', kind: 'text', required: true, max: 60 },
        { name: 'partyId', label: '签约主体', kind: 'party', required: true },
        { name: 'scopes', label: '合同约定的接口', kind: 'choices', options: options(SCOPES), help: '不选是全部' },
        { name: 'minuteMax', label: '每分钟请求数', kind: 'whole', help: '不填是 600' },
        { name: 'dayMax', label: '每天请求数', kind: 'whole', help: '不填是 100000' },
      ],
      variables: ({ name, partyId, scopes, minuteMax, dayMax }) => ({
        input: {
          name: name as string,
          partyId: partyId as string,
          scopes: scopes as string[] | undefined,
          minuteMax: minuteMax as number | undefined,
          dayMax: dayMax as number | undefined,
        },
      }),
    }),
  });
  return (
    <>
      <PageHead title="合作方系统" note="按合同开放的八类数据接口">
        <Acts acts={[create]} />
      </PageHead>
      <Modal
        open={!!secret}
        title="密钥只显示这一次"
        footer={null}
        onCancel={() => setSecret(null)}
        maskClosable={false}
      >
        <Alert type="warning" showIcon className="refusal" message="请马上交给合作方保管，关上以后再也看不到" />
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
      <Tabs
        activeKey={params.get('tab') ?? 'clients'}
        onChange={(tab) => setParams({ tab })}
        destroyOnHidden
        items={[
          { key: 'clients', label: '系统', children: <Clients showSecret={showSecret} /> },
          { key: 'grants', label: '授权', children: <Grants /> },
          {
            key: 'webhooks',
            label: '通知地址',
            children: (
              <DataTable
                name="通知地址"
                document={Webhooks}
                variables={({ state }, page) => ({ ...page, state })}
                rows={({ webhooks }) => webhooks}
                rowKey={({ id }) => id}
                filters={[{ name: 'state', label: '状态', options: options(WEBHOOK_STATES) }]}
                empty="没有这样的通知地址"
                columns={[
                  { title: '系统', text: ({ clientName }) => clientName },
                  { title: '地址', text: ({ url }) => url },
                  { title: '事件', text: ({ eventTypes }) => eventTypes.join('、') },
                  {
                    title: '状态',
                    sort: 'state',
                    text: ({ state, stateReason }) =>
                      state === 'active'
                        ? word(WEBHOOK_STATES, state)
                        : `${word(WEBHOOK_STATES, state)}：${orNone(stateReason)}`,
                  },
                  { title: '登记', sort: 'createdAt', text: ({ createdAt }) => dateTime(createdAt) },
                ]}
              />
            ),
          },
          {
            key: 'deliveries',
            label: '通知记录',
            children: (
              <DataTable
                name="通知记录"
                document={WebhookDeliveries}
                variables={({ state }, page) => ({ ...page, state })}
                rows={({ webhookDeliveries }) => webhookDeliveries}
                rowKey={({ id }) => id}
                filters={[{ name: 'state', label: '状态', options: options(DELIVERY_STATES) }]}
                empty="没有通知"
                columns={[
                  { title: '事件', sort: 'type', text: ({ type }) => type },
                  {
                    title: '状态',
                    sort: 'state',
                    text: ({ state }) => word(DELIVERY_STATES, state),
                    render: ({ state }) => <State of={state} text={word(DELIVERY_STATES, state)} />,
                  },
                  { title: '次数', align: 'right', sort: 'attempts', text: ({ attempts }) => attempts },
                  { title: '回应', text: ({ lastStatus, lastError }) => lastStatus ?? lastError ?? '—' },
                  { title: '发生', sort: 'createdAt', text: ({ createdAt }) => dateTime(createdAt) },
                  { title: '下次', text: ({ nextAt }) => dateTime(nextAt) },
                ]}
              />
            ),
          },
        ]}
      />
    </>
  );
}

const scopeWords = (scopes: readonly string[]): string => scopes.map((scope) => word(SCOPES, scope)).join('、');

function Clients({ showSecret }: { showSecret: (result: object) => void }) {
  const acts = ({ id, name }: Client): Act[] => [
    act({
      label: '按合同授权',
      field: 'letPartner',
      action: 'let',
      form: () => ({
        draft: `let.${id}`,
        title: `允许读取一个主体的数据：${name}`,
        submit: '授权',
        document: LetPartner,
        fields: [
          { name: 'partyId', label: '主体', kind: 'party', required: true },
          { name: 'scopes', label: '接口', kind: 'choices', required: true, options: options(SCOPES) },
        ],
        variables: ({ partyId, scopes }) => ({
          input: { clientId: id, partyId: partyId as string, scopes: scopes as string[] },
        }),
      }),
    }),
    act({
      label: '换密钥',
      field: 'rotateClientSecret',
      action: 'rotate-secret',
      confirm: '发新密钥，旧的还能用七天。',
      document: RotateClientSecret,
      variables: { input: { clientId: id } },
      onDone: showSecret,
    }),
    act({
      label: '停旧密钥',
      field: 'endFormerSecret',
      action: 'end-former-secret',
      confirm: '旧密钥现在就失效。',
      document: EndFormerSecret,
      variables: { input: { clientId: id } },
    }),
    act({
      label: '停用',
      field: 'revokeApiClient',
      action: 'revoke',
      tone: 'danger',
      form: () => ({
        draft: `revoke.${id}`,
        title: '停用合作方系统',
        submit: '停用',
        danger: true,
        document: RevokeApiClient,
        fields: [{ name: 'reason', label: '理由', kind: 'text', required: true, max: 200 }],
        variables: ({ reason }) => ({ input: { clientId: id, reason: reason as string } }),
      }),
    }),
  ];
  return (
    <DataTable
      name="合作方系统"
      document={ApiClients}
      variables={({ active }, page) => ({ ...page, active: active ? active === 'yes' : undefined })}
      rows={({ apiClients }) => apiClients}
      rowKey={({ id }) => id}
      expand={(client) => <Usage client={client} />}
      empty="没有这样的系统"
      filters={[{ name: 'active', label: '状态', options: options(CLIENT_STATES) }]}
      columns={[
        { title: '名称', text: ({ name }) => name, sort: 'name' },
        { title: '编号', roomy: true, text: ({ id }) => id, render: ({ id }) => <Id value={id} /> },
        {
          title: '接口',
          text: ({ scopes }) => scopeWords(scopes),
          render: ({ scopes }) => <span className="wrap">{scopeWords(scopes)}</span>,
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
          render: ({ active }) => (
            <Mark tone={active ? 'good' : 'quiet'}>{word(CLIENT_STATES, active ? 'yes' : 'no')}</Mark>
          ),
        },
        { title: '密钥至', text: ({ secretExpiresAt }) => date(secretExpiresAt), sort: 'secretExpiresAt' },
        { title: '最近使用', text: ({ lastUsedAt }) => dateTime(lastUsedAt), sort: 'lastUsedAt' },
        {
          ...work('rotateClientSecret'),
          render: (client) => <Acts size="small" available={client.availableActions} acts={acts(client)} />,
        },
      ]}
    />
  );
}

function Usage({ client: { id, keys } }: { client: Client }) {
  const asked = useAsk(ClientUsage, { clientId: id });
  return (
    <Shown asked={asked}>
      {({ clientUsage }) => (
        <ListTable
          bare
          name="用量"
          rowKey={({ day, scope }) => day + scope}
          rows={clientUsage}
          empty={`还没有请求过；有 ${keys.length} 把公钥`}
          columns={[
            { title: '日期', text: ({ day }) => day, sort: true },
            { title: '接口', text: ({ scope }) => (scope ? word(USED_SCOPES, scope) : '全部') },
            { title: '请求', align: 'right', text: ({ calls }) => count(calls) },
            { title: '超额', align: 'right', text: ({ refused }) => count(refused) },
          ]}
        />
      )}
    </Shown>
  );
}

const Grants = () => (
  <DataTable
    name="授权"
    document={PartnerGrants}
    variables={({ partyId }, page) => ({ ...page, partyId })}
    rows={({ partnerGrants }) => partnerGrants}
    rowKey={({ id }) => id}
    filters={[{ name: 'partyId', label: '主体', kind: 'party' }]}
    empty="没有授权；在“系统”里按合同授权"
    columns={[
      { title: '系统', text: ({ clientName }) => clientName, sort: 'clientName' },
      { title: '主体', text: ({ partyName }) => partyName, sort: 'partyName' },
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
    ]}
  />
);
