import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { TO_ASSESS } from './assessment.lifecycle.ts';
import { PURPOSES } from './purposes.policy.ts';

const admin = staff('operator-admin');
const PART = '目的明确，只收办这件事要用的，事先告知过。';

describe('how uses of personal data are assessed before (PIPL 55, 56) [10.4]', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());

  const run = async (name: string, input: object, actor = admin): Promise<any> => {
    const Name = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return (
      await room.graph<any>(
        actor,
        `mutation($input: ${Name}Input!) { ${name}(input: $input) { __typename ... on ImpactAssessment { id state availableActions } ... on ${Name}Refused { refused: code } } }`,
        { input },
      )
    )[name];
  };
  const record = (more: object = {}) =>
    run('recordAssessment', {
      requestId: `r${Math.random()}`,
      purpose: 'filing',
      lawful: PART,
      risks: PART,
      measures: PART,
      validUntilOn: '2027-11-25',
      ...more,
    });
  const missing = async () =>
    (await room.graph<any>(admin, '{ trustDue { kind id } }')).trustDue
      .filter(({ kind }: any) => kind === 'ASSESSMENT_MISSING')
      .map(({ id }: any) => id)
      .toSorted();

  it('ask for all that is sensitive, automated or goes to others, and for nothing else', () => {
    const asked = TO_ASSESS.map(({ purpose }) => purpose);
    expect(asked).toEqual(expect.arrayContaining(['filing', 'portrait', 'order-delivery', 'conduct-scoring']));
    for (const { purpose, isSensitive, sharedWith } of PURPOSES)
      expect([purpose, asked.includes(purpose)]).toEqual([purpose, isSensitive || sharedWith !== '']);
  });

  it('have all three parts, count when a second person has read them, for at most three years, and are never taken away', async () => {
    const all = TO_ASSESS.map(({ purpose }) => purpose).toSorted();
    expect(await missing()).toEqual(all);
    expect(await record({ purpose: 'service' })).toMatchObject({ refused: 'PURPOSE_UNKNOWN' });
    expect(await record({ validUntilOn: '2029-11-26' })).toMatchObject({ refused: 'DATE_WRONG' });
    expect(await record({ validUntilOn: '2026-11-24' })).toMatchObject({ refused: 'DATE_WRONG' });
    expect(await record({ risks: '' })).toMatchObject({ refused: 'INVALID_INPUT' });
    const { id, availableActions } = await record();
    expect(availableActions).toEqual([]);
    expect(await run('reviewAssessment', { assessmentId: id })).toMatchObject({ refused: 'SAME_PERSON' });
    expect(await missing()).toEqual(all);
    expect(await run('reviewAssessment', { assessmentId: id }, staff('reviewer'))).toMatchObject({ state: 'REVIEWED' });
    expect(await missing()).toEqual(all.filter((purpose) => purpose !== 'filing'));
    room.clock.set('2027-11-26T02:00:00Z');
    expect(await missing()).toEqual(all);
    expect(await room.count('ImpactAssessment')).toBe(1);
  });

  it('are void where no second person has read them after twenty working days, and are made anew', async () => {
    const { id } = await record();
    const read = () => run('reviewAssessment', { assessmentId: id }, staff('reviewer'));
    room.clock.set(new Date(addWorkingDays(room.clock.now(), 20)).toISOString());
    await room.subgraph.runOnce('lapse-assessments');
    expect(await read()).toMatchObject({ refused: 'WRONG_STATE' });
    expect(await missing()).toContain('filing');
    expect(await record()).toMatchObject({ state: 'DRAFTED' });
  });
});
