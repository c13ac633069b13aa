import { Button, Dropdown, Grid, Layout, Menu } from 'antd';
import { Suspense, useState, type ReactNode } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { SignOut } from '../api/admin.ts';
import { ask } from '../lib/client.ts';
import { useKeptTime } from '../lib/clock.ts';
import { isForMe, may, onlyLooks, rolesText } from '../lib/rights.ts';
import { endSession, useSession } from '../lib/session.ts';
import { useWaiting, type Waiting } from '../lib/waiting.ts';
import { PLACES } from '../pages.table.ts';
import { Boundary } from './Boundary.tsx';
import { Brand } from './Brand.tsx';
import { DeskFooter } from './DeskFooter.tsx';
import { Icon } from './Icon.tsx';
import { Row, space } from './layout.tsx';
import { Mark } from './marks.tsx';
import { MENU_ICONS } from './menu-icons.ts';
import { Search } from './Search.tsx';

const TOP = { background: 'var(--card)', borderBottom: '1px solid var(--line)', padding: `${space(2)} ${space(4)}` };

/** The menu, by what the signed-in person may ask for. */
function menuItems(waiting: Waiting) {
  const groups = new Map<string, { key: string; icon: ReactNode; label: ReactNode; extra: ReactNode }[]>();
  for (const { path, title, group, asks, also } of PLACES) {
    if (!group || !isForMe({ asks, also })) continue;
    const icon = <Icon name={MENU_ICONS[path] ?? 'doc'} />;
    const { count, late } = waiting[path] ?? {};
    const extra = count && <b className={late ? 'red' : 'grey'}>{count}</b>;
    const item = { key: path, icon, label: <Link to={path}>{title}</Link>, extra };
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups].map(([title, children]) => ({ key: title, type: 'group' as const, label: title, children }));
}

export function Frame({ children }: { children: ReactNode }) {
  const session = useSession()!;
  const { pathname } = useLocation();
  const navigate = useNavigate();
  useKeptTime();
  const waiting = useWaiting();
  const [narrow, setNarrow] = useState(false);
  const [folded, setFolded] = useState(false);
  const { md: isRoomy } = Grid.useBreakpoint();
  const selected = PLACES.filter(
    ({ path, group }) =>
      group && (path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)),
  ).map(({ path }) => path);
  const leave = async () => {
    // Whether or not the server hears it, this tab forgets the token.
    await ask(SignOut, {}).catch(() => undefined);
    endSession('left');
  };
  return (
    <Layout hasSider style={{ minHeight: '100vh' }}>
      <a href="#main" className="skip no-print">
        跳到正文
      </a>
      <Layout.Sider
        className="no-print"
        width={216}
        collapsedWidth={0}
        collapsed={folded}
        trigger={null}
        breakpoint="xl"
        onBreakpoint={(broken) => {
          setNarrow(broken);
          setFolded(broken);
        }}
        style={{
          borderRight: folded ? 0 : '1px solid var(--line)',
          position: narrow ? 'fixed' : 'sticky',
          top: 0,
          height: '100vh',
          overflow: 'auto',
          zIndex: 20,
          boxShadow: narrow && !folded ? '0 0 24px var(--veil)' : undefined,
        }}
      >
        <div style={{ padding: space(4) }}>
          <Brand />
        </div>
        <nav aria-label="栏目">
          <Menu
            mode="inline"
            selectedKeys={selected}
            items={menuItems(waiting)}
            style={{ border: 0 }}
            onClick={() => narrow && setFolded(true)}
          />
        </nav>
      </Layout.Sider>
      <Layout>
        <Row as="header" className="no-print" between style={TOP}>
          <Row gap={2} style={{ flex: '1 1 0', flexWrap: 'nowrap' }}>
            <Button
              type="text"
              icon={<Icon name="list" />}
              aria-label={folded ? '打开栏目' : '收起栏目'}
              onClick={() => setFolded(!folded)}
            />
            <Search />
          </Row>
          {onlyLooks() && !may('takeMeasure') && <Mark tone="warn">只读{isRoomy && '：可以查看，不能办理'}</Mark>}
          <Dropdown
            menu={{
              items: [
                { key: 'me', label: '我的账号' },
                { key: 'out', label: '退出登录' },
              ],
              onClick: ({ key }) => (key === 'me' ? navigate('/me') : void leave()),
            }}
            trigger={['click']}
          >
            <Button type="text" icon={<Icon name="me" />}>
              {session.displayName} · {rolesText(session.roles.filter((role) => role !== 'CONSUMER'))}
            </Button>
          </Dropdown>
        </Row>
        <main id="main" tabIndex={-1} className="office pad-4">
          <Boundary key={pathname}>
            <Suspense fallback={<div role="status" aria-label="正在打开" />}>{children}</Suspense>
          </Boundary>
        </main>
        <DeskFooter />
      </Layout>
    </Layout>
  );
}
