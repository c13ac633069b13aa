import type { ClauseRef } from './clauses.ts';
import type { SubgraphName } from './subgraphs.ts';

/** What must be inside a backup, by the letters of 11.6.4. */
export const BACKUP_CONTENTS = {
  pages: { title: '页面基本信息', clause: '11.6.4.dp' },
  consumers: { title: '消费者基本信息', clause: '11.6.4.dq' },
  trade: { title: '交易信息', clause: '11.6.4.dr' },
  management: { title: '业务管理信息', clause: '11.6.4.ds' },
  applications: { title: '商家和加盟者的应用信息', clause: '11.6.4.dt' },
} as const satisfies Readonly<Record<string, { title: string; clause: ClauseRef }>>;
export type BackupContent = keyof typeof BACKUP_CONTENTS;

const OF_ROOM: Readonly<Record<SubgraphName, BackupContent>> = {
  sellers: 'applications',
  catalog: 'pages',
  orders: 'trade',
  logistics: 'trade',
  payments: 'trade',
  trust: 'management',
};
/** Of trust, what is not of the business: whose each person is, and which programs partners bring. */
export const OF_TRUST = {
  consumers: [
    'Account',
    'Address',
    'Consent',
    'ConsentReceipt',
    'NoticeAcceptance',
    'DataRequest',
    'Correction',
    'AgreementConfirmation',
    'PersonKey',
    'PersonErasure',
  ],
  applications: [
    'ApiClient',
    'ClientKey',
    'PartnerGrant',
    'ClientUsage',
    'WebhookEndpoint',
    'WebhookDelivery',
    'KnownParty',
    'KnownShop',
  ],
} as const satisfies Partial<Record<BackupContent, readonly string[]>>;

/** Each table is of one kind. */
export function contentOf(room: SubgraphName, table: string): BackupContent {
  if (room !== 'trust') return OF_ROOM[room];
  const names = (kind: keyof typeof OF_TRUST): readonly string[] => OF_TRUST[kind];
  if (names('consumers').includes(table)) return 'consumers';
  return names('applications').includes(table) ? 'applications' : OF_ROOM.trust;
}
