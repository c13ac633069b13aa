import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logging.ts';

const logged = (write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown> => {
  const lines: string[] = [];
  write(createLogger('test', 'info', { write: (line) => void lines.push(line) }));
  return JSON.parse(lines[0]!) as Record<string, unknown>;
};

describe('a line of the log', () => {
  it('holds no secret: among its own fields, in what it holds, nor among what a child always says', () => {
    const line = logged((log) => log.child({ token: 'abc' }).info({ phone: '13800000000', route: '/graphql', buyer: { name: '王小明', id: 'a1' }, headers: { authorization: 'Bearer x', host: 'h' }, codes: ['a'] }, 'request'));
    expect(line).toMatchObject({ process: 'test', token: '[Redacted]', phone: '[Redacted]', route: '/graphql', buyer: { name: '[Redacted]', id: 'a1' }, headers: { authorization: '[Redacted]', host: 'h' }, codes: ['a'], msg: 'request' });
    expect(JSON.stringify(line)).not.toMatch(/138|王小明|Bearer|abc/);
  });
  it('says of an error what it is and where, without the secrets that it carries', () => {
    const line = logged((log) => log.error({ err: Object.assign(new Error('gone', { cause: new Error('refused') }), { code: 'ECONNRESET', token: 'abc' }) }, 'failed'));
    expect(line['err']).toMatchObject({ type: 'Error', message: 'gone: refused', code: 'ECONNRESET', token: '[Redacted]', stack: expect.stringContaining('logging.spec') });
  });
});
