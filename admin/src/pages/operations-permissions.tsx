import { ApprovePermissionVersion, PermissionVersionActWords, PermissionVersions } from '../api/admin.ts';
import { count, dateTime, orNone } from '../lib/format.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Clause, Mark } from '../ui/marks.tsx';
import { stateColumn } from '../ui/state-column.tsx';

interface Version {
  id: string;
  digest: string;
  ruleCount: number;
  addedCount: number;
  removedCount: number;
  changes: readonly string[];
}
/** As long as people compare it; the whole one is its title. */
const DIGEST_SHOWN = 12;
const digestOf = ({ digest }: Version) => digest.slice(0, DIGEST_SHOWN);
const changedText = ({ addedCount, removedCount }: Version) => `多了 ${addedCount} 条，少了 ${removedCount} 条`;

const approve = (version: Version) =>
  act({
    label: '批准',
    field: 'approvePermissionVersion',
    action: 'APPROVE',
    confirm: (
      <>
        {PermissionVersionActWords.APPROVE} {digestOf(version)}：{count(version.ruleCount)} 条规则，比前一版
        {changedText(version)}。变的几条看过了，记您的名字。
      </>
    ),
    document: ApprovePermissionVersion,
    variables: { input: { versionId: version.id } },
  });

/** Rules one by one; of very many the first ones. */
function Changes({ version }: { version: Version }) {
  const { addedCount, removedCount, changes } = version;
  if (changes.length === 0) return <>第一次记下，没有可比的</>;
  const left = addedCount + removedCount - changes.length;
  return (
    <details>
      <summary>{changedText(version)}</summary>
      <ul>
        {changes.map((change) => (
          <li key={change}>
            <code>{change}</code>
          </li>
        ))}
        {left > 0 && <li>还有 {left} 条</li>}
      </ul>
    </details>
  );
}

/** Which rules of who may see and do what have run, and who answers for them. */
export function Permissions() {
  return (
    <>
      <p className="small grey">
        谁能看什么、办什么，每十分钟向各子系统核对一次；规则一变就是新的一版，管理员十四天内看过、批准{' '}
        <Clause of="5.3" />
      </p>
      <DataTable
        name="权限表"
        document={PermissionVersions}
        variables={({ open }, page) => ({ ...page, onlyOpen: open === 'yes' })}
        rows={({ permissionVersions }) => permissionVersions}
        rowKey={({ id }) => id}
        empty="还没有核对过：平台启动后一分钟内会有第一版"
        filters={[{ name: 'open', label: '范围', options: [{ value: 'yes', label: '还没有批准' }] }]}
        columns={[
          { title: '开始用', text: ({ seenAt }) => dateTime(seenAt), sort: 'SEEN_AT' },
          {
            title: '摘要',
            text: ({ digest }) => digest,
            render: (version) => (
              <>
                <code title={version.digest}>{digestOf(version)}</code>{' '}
                {version.isInForce && <Mark tone="good">在用</Mark>}
              </>
            ),
          },
          { title: '规则', align: 'right', text: ({ ruleCount }) => count(ruleCount) },
          {
            title: '比前一版',
            text: (version) => changedText(version),
            render: (version) => <Changes version={version} />,
            width: 320,
          },
          { title: '最后看到', text: ({ lastSeenAt }) => dateTime(lastSeenAt) },
          stateColumn(),
          { title: '批准期限', text: ({ dueAt }) => dateTime(dueAt), sort: 'DUE_AT' },
          { title: '谁批准', text: ({ approvedByName }) => orNone(approvedByName) },
          { title: '批准时间', text: ({ approvedAt }) => dateTime(approvedAt) },
          {
            ...work('approvePermissionVersion'),
            render: (version) => <Acts size="small" available={version.availableActions} acts={[approve(version)]} />,
          },
        ]}
      />
    </>
  );
}
