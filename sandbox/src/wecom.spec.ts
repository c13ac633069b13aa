import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { startTestPlatform, type TestPlatform } from './platform.fixture.ts';

describe("a robot in the operator's group", () => {
  let platform: TestPlatform;
  beforeAll(async () => void (platform = await startTestPlatform()));
  afterAll(() => platform.close());
  const send = async (body: object, key = platform.sandbox.settings.wecom.robotKey) => {
    const answer = await fetch(`${platform.sandbox.urls.wecom}/cgi-bin/webhook/send?key=${key}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, ...((await answer.json()) as { errcode: number }) };
  };
  const text = (content: string) => ({ msgtype: 'text', text: { content, mentioned_mobile_list: ['13904510001'] } });
  const written = async () => (await platform.control('/wecom/messages')).messages;

  it('writes what has its key and form, and answers 200 to all else, with the reason', async () => {
    expect(await send(text('磁盘快满'))).toMatchObject({ status: 200, errcode: 0 });
    expect(await send(text('磁盘快满'), 'another')).toMatchObject({ status: 200, errcode: 93000 });
    expect(await send({ msgtype: 'shout' })).toMatchObject({ status: 200, errcode: 40008 });
    expect(await send(text(''))).toMatchObject({ errcode: 44004 });
    expect(await send(text('一'.repeat(683)))).toMatchObject({ errcode: 40058 });
    expect(await written()).toMatchObject([{ content: '磁盘快满', mentioned: ['13904510001'] }]);
    await platform.control('/faults', { service: 'wecom', mode: 'failing', times: 1 });
    expect(await send(text('磁盘快满'))).toMatchObject({ status: 502 });
  });

  it('takes twenty a minute', async () => {
    for (let i = (await written()).length; i < 20; i++) expect(await send(text(`${i}`))).toMatchObject({ errcode: 0 });
    expect(await send(text('太多'))).toMatchObject({ status: 200, errcode: 45009 });
    await platform.control('/clock', { advanceMs: MINUTE_MS });
    expect(await send(text('又可以了'))).toMatchObject({ errcode: 0 });
  });
});
