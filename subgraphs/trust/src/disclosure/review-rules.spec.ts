import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { inWorkingDays, RE_REVIEW_EVERY_MONTHS, REMIND_BEFORE_DAYS } from '@heitu/standard';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { contextOf, staff } from '../testing/trust-room.fixture.ts';
import { disclosureEvidence } from './disclosure.evidence.ts';

const admin = staff('operator-admin');
const RULES = `审核员逐份看，${inWorkingDays('reviewFiling')}内办完，不通过写明理由；每${RE_REVIEW_EVERY_MONTHS}个月复核一次，到期前${REMIND_BEFORE_DAYS}天提醒，过期停用。`;

describe('the rules by which qualification is reviewed [6.4]', () => {
  let own: DisclosureRoom;
  beforeEach(async () => {
    own = await openDisclosure();
  });
  afterEach(() => own.room.close());
  let count = 0;
  const publish = async (text: string) =>
    expect(
      await own.run(admin, 'publishDocument', {
        requestId: `r${(count += 1)}`,
        kind: 'REVIEW_RULES',
        title: '资质审核规则',
        text,
        atOnceBecause: '网络交易监督管理办法第二十四条',
      }),
    ).toMatchObject({ __typename: 'RecordSaved' });
  const told = async () => {
    const figures = await disclosureEvidence['6.4'](contextOf(own.room));
    return figures.flatMap((one) =>
      one.label.includes('规则')
        ? [[one.label, verdictOf(one), one.condition?.missed.map(({ text }) => text).join()]]
        : [],
    );
  };
  const [PUBLISHED, SAYS] = ['已公布的资质审核规则', '审核规则写明、和平台做法一致的'];

  it('are owed until they are published, and are then held to what the platform does', async () => {
    expect(await told()).toEqual([[PUBLISHED, 'absent', '']]);
    await publish(RULES);
    expect(await told()).toEqual([
      [PUBLISHED, 'met', ''],
      [SAYS, 'met', ''],
    ]);
  });

  it('name another term than the one that is kept, or none', async () => {
    await publish(
      RULES.replace(inWorkingDays('reviewFiling'), `1${inWorkingDays('reviewFiling')}`).replace('写明理由', '请再来'),
    );
    expect((await told())[1]).toEqual([SAYS, 'breached', '审核期限,写明理由']);
    await publish(RULES);
    expect((await told())[1]).toEqual([SAYS, 'met', '']);
  });
});
