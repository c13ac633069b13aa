import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { lifecycleOf } from '@heitu/kit/rules/lifecycle';
import { withLifecycles } from './lifecycle-pages.ts';

const lifecycle = lifecycleOf<'seller', 'seller' | 'finance', never, { atMs: number; dueAtMs: number }>()({
  name: 'claim',
  initial: 'open',
  states: {
    open: { text: '待处理', desk: 'seller', until: 'dueAtMs', then: { action: 'lapse', job: 'lapse-claims' } },
    argued: { text: '有争议', desk: 'seller', until: { since: 'atMs', ms: 2 * DAY_MS }, then: { desk: 'finance' } },
    draft: { text: '草稿', rests: 'nobody has sent it' },
    closed: { text: '已结束', end: true },
  },
  transitions: [
    { action: 'argue', from: ['open'], to: 'argued', by: ['seller'], label: '申诉' },
    { action: 'lapse', from: ['open'], to: 'closed', by: ['system'], label: '逾期' },
    { action: 'take-back', from: ['open'], to: 'draft', by: ['seller'], label: '收回' },
  ],
});
const room = { lifecycles: [{ lifecycle }] };

describe('lifecycles in a README', () => {
  it('stand at its end with desk, deadline and what happens then', () => {
    const page = withLifecycles('# room\n', room);
    expect(page).toContain('| open | 待处理 | 商家 | dueAtMs | lapse (job lapse-claims) |');
    expect(page).toContain('| argued | 有争议 | 商家 | 2 days after atMs | also with 财务 |');
    expect(page).toContain('| draft | 草稿 | | rests: nobody has sent it | |');
    expect(page).toContain('| closed | 已结束 | | an end | |');
    expect(page).toContain('  open --> argued: 申诉\n');
  });
  it('are written anew in their place, and change nothing else', () => {
    const first = `${withLifecycles('# room\n\nBefore.\n', room)}\n## Edges\n\nAfter.\n`;
    const second = withLifecycles(first, { lifecycles: [] });
    expect(withLifecycles(second, room).trim()).toBe(first.replace('\n\n\n', '\n\n').trim());
    expect(second).not.toContain('claim');
    expect(second).toMatch(/^# room\n\nBefore\.\n[^]*## Edges\n\nAfter\.\n$/);
  });
});
