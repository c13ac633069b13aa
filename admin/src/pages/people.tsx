import type { Filled } from '../ui/filled.ts';
import {
  AccountStateWords,
  CreateStaffAccount,
  ResetSecondFactor,
  RestoreAccount,
  SetStaffRole,
  StaffAccounts,
  SuspendAccount,
  type StaffAccountSort,
  type StaffAccountsQuery,
  RoleWords,
  type TypedDocument,
  AccountActWords,
} from '../api/admin.ts';
import { date, dateTime } from '../lib/format.ts';
import { rolesText, STAFF_ROLES } from '../lib/rights.ts';
import { options } from '../lib/words.ts';
import { act, Acts, type Act, work } from '../ui/Acts.tsx';
import type { Column } from '../ui/columns.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Mark, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';

/** Who ended the account is not listed. */
const STATES = options(AccountStateWords).filter(({ value }) => value !== 'ERASED');
type Account = StaffAccountsQuery['staffAccounts']['edges'][number]['node'];

function accountActs({ accountId, displayName, roles }: Account): Act[] {
  const reasonForm =
    <Result extends object>(
      draft: string,
      title: string,
      submit: string,
      document: TypedDocument<Result, { input: { accountId: string; reason: string } }>,
      help?: string,
      danger = false,
    ) =>
    () => ({
      draft: `${draft}.${accountId}`,
      title: `${title}：${displayName}`,
      submit,
      danger,
      document,
      fields: [{ name: 'reason', label: '理由', kind: 'text' as const, required: true, max: 200, help }],
      variables: ({ text }: Filled) => ({ input: { accountId, reason: text('reason') } }),
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
        intro: `现在：${rolesText(roles) || '没有岗位'}。两秒内生效。`,
        fields: [
          { name: 'role', label: '岗位', kind: 'pick', required: true, options: STAFF_ROLES },
          { name: 'active', label: '给予（关上是收回）', kind: 'switch', initial: true },
        ],
        variables: ({ is, one }) => ({ input: { accountId, role: one('role', RoleWords), active: is('active') } }),
      }),
    }),
    act({
      label: AccountActWords.RESET_SECOND_FACTOR,
      field: 'resetSecondFactor',
      action: 'RESET_SECOND_FACTOR',
      form: reasonForm(
        'factor',
        AccountActWords.RESET_SECOND_FACTOR,
        '重置',
        ResetSecondFactor,
        '怎样确认了是本人',
        true,
      ),
    }),
    act({
      label: '停用',
      field: 'suspendAccount',
      action: 'SUSPEND',
      tone: 'danger',
      form: reasonForm('suspend', '停用账号', '停用', SuspendAccount, undefined, true),
    }),
    act({
      label: '恢复',
      field: 'restoreAccount',
      action: 'RESTORE',
      form: reasonForm('restore', '恢复账号', '恢复', RestoreAccount),
    }),
  ];
}

const createAct = () =>
  act({
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
      variables: ({ some, text }, requestId) => ({
        input: {
          requestId,
          login: text('login'),
          displayName: text('displayName'),
          roles: some('roles', RoleWords),
          password: text('password'),
        },
      }),
    }),
  });

const columns = (): Column<Account, StaffAccountSort>[] => [
  { title: '账号', text: ({ login }) => login },
  { title: '姓名', text: ({ displayName }) => displayName },
  { title: '岗位', text: ({ roles }) => rolesText(roles) || '没有岗位' },
  {
    title: '状态',
    text: ({ stateLabel }) => stateLabel,
    sort: 'STATE',
    render: ({ state, stateLabel, lockedUntilAt }) => (
      <>
        <State of={state} text={stateLabel} />{' '}
        {lockedUntilAt && <Mark tone="warn">锁定至 {dateTime(lockedUntilAt)}</Mark>}
      </>
    ),
  },
  {
    title: '验证器',
    text: ({ secondFactorSinceAt }) => (secondFactorSinceAt ? `${date(secondFactorSinceAt)} 绑定` : '还没有绑定'),
  },
  {
    title: '密码',
    text: ({ isPasswordDue }) => (isPasswordDue ? '应更换' : '有效'),
    render: ({ isPasswordDue }) => (
      <Mark tone={isPasswordDue ? 'warn' : 'good'}>{isPasswordDue ? '应更换' : '有效'}</Mark>
    ),
  },
  { title: '建立', roomy: true, sort: 'CREATED_AT', text: ({ createdAt }) => date(createdAt) },
  { title: '最近登录', text: ({ lastSeenAt }) => dateTime(lastSeenAt) },
  {
    ...work('setStaffRole'),
    render: (one) => <Acts size="small" available={one.availableActions} acts={accountActs(one)} />,
  },
];

export function PeoplePage() {
  return (
    <>
      <PageHead title="人员与权限" note="收回岗位、停用账号两秒内生效">
        <Acts acts={[createAct()]} />
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
          { name: 'state', label: '状态', options: STATES },
          { name: 'login', label: '账号（写全）' },
        ]}
        columns={columns()}
      />
    </>
  );
}
