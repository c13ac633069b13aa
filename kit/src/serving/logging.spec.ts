import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logging.ts';

const logged = (write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown> => {
  const lines: string[] = [];
  write(createLogger('test', 'info', { write: (line) => void lines.push(line) }));
  return JSON.parse(lines[0]!) as Record<string, unknown>;
};

describe('a line of the log', () => {
  it('holds no secret: among its own fields, in what it holds, nor among what a child always says', () => {
    const line = logged((log) =>
      log.child({ token: 'a secret' }).info(
        {
          phone: '13800000000',
          route: '/graphql',
          buyer: { name: '王小明', id: 'a1' },
          headers: { authorization: 'Bearer x', host: 'h' },
          codes: ['a'],
        },
        'request',
      ),
    );
    expect(line).toMatchObject({
      process: 'test',
      token: '[Redacted]',
      phone: '[Redacted]',
      route: '/graphql',
      buyer: { name: '[Redacted]', id: 'a1' },
      headers: { authorization: '[Redacted]', host: 'h' },
      codes: ['a'],
      msg: 'request',
    });
    expect(JSON.stringify(line)).not.toMatch(/13800000000|王小明|Bearer|a secret/);
  });
  it('nor in the headers of what it holds, nor in what a child always holds; a date stays one', () => {
    const line = logged((log) =>
      log
        .child({ first: true })
        .child({ asked: { token: 'a secret', id: 'r1' } })
        .info({ request: { headers: { authorization: 'Bearer x', host: 'h' } }, at: new Date(0) }, 'request'),
    );
    expect(line).toMatchObject({
      process: 'test',
      asked: { token: '[Redacted]', id: 'r1' },
      request: { headers: { authorization: '[Redacted]', host: 'h' } },
      at: '1970-01-01T00:00:00.000Z',
    });
  });
  it('says of an error what it is and where, without the secrets that it carries', () => {
    const line = logged((log) =>
      log.error(
        {
          err: Object.assign(new Error('gone', { cause: new Error('refused') }), {
            code: 'ECONNRESET',
            token: 'a secret',
          }),
        },
        'failed',
      ),
    );
    expect(line['err']).toMatchObject({
      type: 'Error',
      message: 'gone: refused',
      code: 'ECONNRESET',
      token: '[Redacted]',
      stack: expect.stringContaining('logging.spec'),
    });
  });
});
