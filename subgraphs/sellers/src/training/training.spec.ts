import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays, chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { act, APPLICANT, approved, eventsOf, openFile, openRoom, peer, STRANGER, upload } from '../testing.fixture.ts';
import { EXAM_PAPERS } from './exam-papers.table.ts';
import { AUTHORITY, ofKind, planned, SECOND, sits, TEACHER, withOperator } from './training.fixture.ts';
import { drawn } from './training.policy.ts';

const SESSION = `query($id: ID!) { trainingSessions(id: $id) { edges { node { id state code seatsTaken teacher availableActions
  ownSeat { id state attendedBy availableActions } seats { id state called attendedBy availableActions } } } } }`;
const MINE = '{ myTrainings { kind title certificateNumber examScore isExamined trainedOn validUntilOn } }';
const TOPICS = '{ examTopics { kind party { id } questions whyNot } }';

describe('training by those who examine', () => {
  let room: TestSubgraph;
  let partyId: string;
  beforeEach(async () => {
    room = await openRoom();
    await withOperator(room);
    ({ partyId } = await approved(room));
  });
  afterEach(() => room.close());

  const session = async (id: string, who = APPLICANT) =>
    (await room.graph<any>(who, SESSION, { id })).trainingSessions.edges[0].node;
  const mine = async (who = APPLICANT) => (await room.graph<any>(who, MINE)).myTrainings;
  const signUp = (sessionId: string, who = APPLICANT) => act(room, who, 'signUpForSession', { sessionId }, 'id state');

  it('[6.2.a] [6.2.b] gives sessions to whom they are for, as many as there are seats', async () => {
    const id = await planned(room, { seatsMax: 1 });
    expect((await session(id)).availableActions).toEqual(['SIGN_UP']);
    expect(await signUp(id, STRANGER)).toMatchObject({ code: 'NOT_FOR_YOU' });
    expect(await signUp(await planned(room, { audience: 'CARRIER' }))).toMatchObject({ code: 'NOT_FOR_YOU' });
    expect(await signUp(id)).toMatchObject({ state: 'COMING' });
    expect(await signUp(id)).toMatchObject({ code: 'SIGNED_UP' });
    const clerk = account('account-clerk', { role: 'seller-staff', partyId, rights: ['orders'] });
    expect(await signUp(id, clerk)).toMatchObject({ code: 'FULL' });
    expect(await session(id, clerk)).toMatchObject({ seatsTaken: 1, seats: [], ownSeat: null, availableActions: [] });
    expect((await session(id, AUTHORITY)).seats).toMatchObject([{ called: '负责人', state: 'COMING' }]);
    await expect(act(room, APPLICANT, 'planSession', {})).rejects.toThrow();
  });

  it('[6.2.a] counts attendance that its person signed by the code in the room, which changes each minute', async () => {
    const id = await planned(room);
    const { id: seatId } = await signUp(id);
    const sign = (code: string) => act(room, APPLICANT, 'signAttendance', { seatId, code }, 'state attendedBy');
    expect(await session(id, TEACHER)).toMatchObject({ code: null, teacher: '严守衡' });
    expect(await sign('000000')).toMatchObject({ code: 'NOT_NOW' });
    room.clock.advance(HOUR_MS);
    const { code } = await session(id, TEACHER);
    expect([code.length, (await session(id)).code, (await session(id, AUTHORITY)).code]).toEqual([6, null, null]);
    expect(await sign(code === '000000' ? '000001' : '000000')).toMatchObject({ code: 'CODE_WRONG' });
    room.clock.advance(3 * MINUTE_MS);
    expect(await sign(code)).toMatchObject({ code: 'CODE_WRONG' });
    const fresh = (await session(id, TEACHER)).code;
    expect(await sign(fresh)).toEqual({ state: 'ATTENDED', attendedBy: 'CODE' });
    expect(await sign(fresh)).toMatchObject({ code: 'WRONG_STATE' });
  });
  it('lets nobody guess', async () => {
    const { id: seatId } = await signUp(await planned(room));
    room.clock.advance(HOUR_MS);
    const codes = [];
    for (let i = 0; i < 6; i++)
      codes.push((await act(room, APPLICANT, 'signAttendance', { seatId, code: `99999${i}` })).code);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'CODE_WRONG'), 'TOO_MANY_ATTEMPTS']);
  });
  it('counts who was ticked once they confirm it; a day after its end a session was held, or nobody came', async () => {
    const [id, other] = [await planned(room), await planned(room)];
    const [{ id: seatId }, { id: missed }] = [await signUp(id), await signUp(other)];
    const tick = (seat: string, who = TEACHER) => act(room, who, 'tickAttendance', { seatId: seat }, 'state');
    expect(await tick(seatId)).toMatchObject({ code: 'NOT_NOW' });
    room.clock.advance(HOUR_MS);
    expect(await act(room, APPLICANT, 'confirmAttendance', { seatId })).toMatchObject({ code: 'WRONG_STATE' });
    expect(await tick(seatId)).toEqual({ state: 'TICKED' });
    expect(await tick(missed)).toEqual({ state: 'TICKED' });
    expect(await act(room, STRANGER, 'confirmAttendance', { seatId })).toMatchObject({ code: 'NOT_FOUND' });
    const confirmed = await act(room, APPLICANT, 'confirmAttendance', { seatId }, 'state attendedBy');
    expect(confirmed).toEqual({ state: 'ATTENDED', attendedBy: 'TICK' });
    room.clock.advance(26 * HOUR_MS - 1);
    await room.subgraph.runOnce('end-trainings');
    expect((await session(id)).state).toBe('PLANNED');
    room.clock.advance(1);
    await room.subgraph.runOnce('end-trainings');
    expect([(await session(id)).state, (await session(other)).state]).toEqual(['HELD', 'EMPTY']);
    expect((await session(other)).ownSeat).toMatchObject({ state: 'ABSENT' });
    expect(await signUp(other)).toMatchObject({ code: 'OVER' });
  });
  it('[6.2.a] takes a seat back until a day before, tells whoever planned it, and gives it to the next', async () => {
    const startsAt = new Date(room.clock.now() + 3 * DAY_MS).toISOString();
    const endsAt = new Date(room.clock.now() + 3 * DAY_MS + HOUR_MS).toISOString();
    const id = await planned(room, { seatsMax: 1, startsAt, endsAt });
    const { id: seatId } = await signUp(id);
    const leave = (who = APPLICANT) => act(room, who, 'leaveSession', { seatId }, 'state availableActions');
    expect(await leave(STRANGER)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await session(id)).ownSeat.availableActions).toContain('LEAVE');
    expect(await leave()).toEqual({ state: 'LEFT', availableActions: [] });
    expect(await leave()).toMatchObject({ code: 'WRONG_STATE' });
    expect(await session(id)).toMatchObject({ seatsTaken: 0, availableActions: ['SIGN_UP'] });
    const told = (await eventsOf(room, 'sellers.session-moved.v1')).filter(({ to }) => to === 'left');
    expect(told).toMatchObject([{ sessionId: id, accountIds: [TEACHER.id] }]);
    expect(await signUp(id)).toEqual({ id: seatId, state: 'COMING' });
    expect((await session(id)).seatsTaken).toBe(1);
    room.clock.advance(2 * DAY_MS);
    expect((await session(id)).ownSeat.availableActions).not.toContain('LEAVE');
    expect(await leave()).toMatchObject({ code: 'TOO_LATE_TO_LEAVE', clause: '6.2.a' });
    expect(await session(id)).toMatchObject({ seatsTaken: 1, ownSeat: { state: 'COMING' } });
  });
  it('gives the last seat that came back to one of two', async () => {
    const startsAt = new Date(room.clock.now() + 3 * DAY_MS).toISOString();
    const endsAt = new Date(room.clock.now() + 3 * DAY_MS + HOUR_MS).toISOString();
    const id = await planned(room, { seatsMax: 1, startsAt, endsAt });
    const { id: seatId } = await signUp(id);
    const clerk = account('account-clerk', { role: 'seller-staff', partyId, rights: ['orders'] });
    await Promise.all([act(room, APPLICANT, 'leaveSession', { seatId }), signUp(id, clerk), signUp(id, clerk)]);
    await Promise.all([signUp(id), signUp(id, clerk)]);
    const { seatsTaken, seats } = await session(id, AUTHORITY);
    expect([seatsTaken, seats.filter(({ state }: any) => state === 'COMING').length]).toEqual([1, 1]);
  });
  it('is cancelled by those who gave it', async () => {
    const sessionId = await planned(room);
    expect(await act(room, SECOND, 'cancelSession', { sessionId }, 'state')).toEqual({ state: 'CANCELLED' });
    expect(await act(room, SECOND, 'cancelSession', { sessionId })).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('[7.1.c] draws questions, marks them, and gives a certificate for a pass alone', async () => {
    expect((await room.graph<any>(APPLICANT, TOPICS)).examTopics).toEqual([
      { kind: 'SELLING', party: { id: partyId }, questions: 6, whyNot: null },
      { kind: 'PRIVACY', party: { id: partyId }, questions: 6, whyNot: null },
    ]);
    expect(await sits(room, APPLICANT, partyId, 'SELLING', 3)).toMatchObject({ state: 'FAILED', score: 50 });
    expect(await mine()).toEqual([]);
    expect(await sits(room, APPLICANT, partyId, 'SELLING', 4)).toMatchObject({ state: 'PASSED', questions: [] });
    expect(await mine()).toEqual([
      {
        kind: 'SELLING',
        title: '明码标价与商品宣传',
        certificateNumber: expect.stringMatching(/^JY20261125\w{8}$/),
        examScore: 67,
        isExamined: true,
        trainedOn: '2026-11-25',
        validUntilOn: '2027-11-24',
      },
    ]);
    expect(await sits(room, STRANGER, partyId, 'SELLING')).toMatchObject({ code: 'NOT_FOUND' });
    const [one, two] = ['a', 'b'].map((id) => drawn(EXAM_PAPERS.selling, id).map((question) => question.id));
    expect(one).not.toEqual(two);
  });
  it('ends an exam with its clock, and lets somebody try three times in seven days', async () => {
    const start = (who = APPLICANT) => act(room, who, 'startExam', { kind: 'SELLING', partyId });
    const { id: sittingId } = await start();
    expect(await start()).toMatchObject({ code: 'UNDER_WAY' });
    expect(await act(room, STRANGER, 'submitExam', { sittingId, answers: [] })).toMatchObject({ code: 'NOT_FOUND' });
    room.clock.advance(15 * MINUTE_MS);
    expect(await act(room, APPLICANT, 'submitExam', { sittingId, answers: [] })).toMatchObject({ code: 'TIME_UP' });
    await room.subgraph.runOnce('end-trainings');
    await sits(room, APPLICANT, partyId, 'SELLING', 0);
    await sits(room, APPLICANT, partyId, 'SELLING', 0);
    expect(await start()).toMatchObject({ code: 'TOO_MANY_EXAMS' });
    const { examTopics } = await room.graph<any>(APPLICANT, TOPICS);
    expect(examTopics[0].whyNot).toMatch('七天里最多考3次');
    room.clock.advance(7 * DAY_MS);
    expect(await sits(room, APPLICANT, partyId, 'SELLING')).toMatchObject({ state: 'PASSED', score: 100 });
    const states = (await room.graph<any>(AUTHORITY, '{ examSittings { edges { node { state called } } } }'))
      .examSittings;
    expect(states.edges.map(({ node }: any) => node.state)).toEqual(['PASSED', 'FAILED', 'FAILED', 'RAN_OUT']);
  });

  describe('on paper', () => {
    const marks = async (more: object = {}, who = TEACHER) =>
      act(
        room,
        who,
        'enterMarks',
        {
          partyId,
          accountId: APPLICANT.id,
          kind: 'SELLING',
          score: 88,
          fileId: await upload(room, who, 'exam-sheet'),
          ...more,
        },
        'id state fileId',
      );
    it('[8.1.ag] counts marks that a second person has confirmed, neither of them the examinee', async () => {
      const { id: sittingId, state, fileId } = await marks();
      expect(state).toBe('MARKED');
      expect(await mine()).toEqual([]);
      const confirm = (who: typeof TEACHER, areRight = true) =>
        act(room, who, 'confirmMarks', { sittingId, areRight }, 'state');
      expect(await confirm(TEACHER)).toMatchObject({ code: 'SAME_PERSON' });
      expect(await confirm(account(APPLICANT.id, { role: 'reviewer' }))).toMatchObject({ code: 'SAME_PERSON' });
      expect(await confirm(SECOND)).toMatchObject({ code: 'SHEET_NOT_OPENED', clause: '8.1.ag' });
      expect(await mine()).toEqual([]);
      expect((await openFile(room, SECOND, fileId)).status).toBe(200);
      expect(await confirm(SECOND)).toEqual({ state: 'PASSED' });
      expect(await mine()).toMatchObject([{ examScore: 88, isExamined: true }]);
      expect(await confirm(SECOND)).toMatchObject({ code: 'WRONG_STATE' });
    });
    it('gives nothing for marks that fail or are struck', async () => {
      for (const [score, areRight, state] of [
        [59, true, 'FAILED'],
        [95, false, 'STRUCK'],
      ] as const) {
        const { id: sittingId, fileId } = await marks({ score });
        await openFile(room, SECOND, fileId);
        expect(await act(room, SECOND, 'confirmMarks', { sittingId, areRight }, 'state')).toEqual({ state });
      }
      expect(await mine()).toEqual([]);
    });
    it('gives nothing where nobody looks at the marks: after ten working days they are struck, and entered anew', async () => {
      const { id: sittingId } = await marks();
      room.clock.advance(addWorkingDays(room.clock.now(), 10) - room.clock.now() - 1);
      await room.subgraph.runOnce('end-trainings');
      const state = async () =>
        (await room.graph<any>(AUTHORITY, '{ examSittings { edges { node { state } } } }')).examSittings.edges[0].node
          .state;
      expect(await state()).toBe('MARKED');
      room.clock.advance(1);
      await room.subgraph.runOnce('end-trainings');
      expect(await state()).toBe('STRUCK');
      expect(await act(room, SECOND, 'confirmMarks', { sittingId, areRight: true }, 'state')).toMatchObject({
        code: 'WRONG_STATE',
      });
      expect(await marks()).toMatchObject({ state: 'MARKED' });
    });
    it('is entered with the sheet, and only with one’s own upload of it', async () => {
      for (const fileId of ['none', await upload(room, TEACHER, 'licence')])
        expect(await marks({ fileId })).toMatchObject({ code: 'SHEET_UNKNOWN' });
      expect((await marks()).fileId).toEqual(expect.any(String));
    });
    it('is not entered of oneself, one’s own business, nobody, or tomorrow', async () => {
      const own = account(APPLICANT.id, { role: 'reviewer' });
      expect(await marks({}, own)).toMatchObject({ code: 'OWN_PEOPLE' });
      expect(await marks({ accountId: 'another' }, own)).toMatchObject({ code: 'OWN_PEOPLE' });
      expect(await marks({ accountId: 'account-nobody' })).toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
      expect(await marks({ satOn: '2027-01-01' })).toMatchObject({ code: 'INVALID_INPUT' });
      expect(await marks({ partyId: 'nobody' })).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  it('[8.1.ag] certifies for cold goods whoever was taught and examined, for each carrier, until its last day', async () => {
    const carrier = await ofKind(room, 'carrier', STRANGER, 7);
    const rider = account('account-rider', { role: 'courier', partyId: carrier });
    const cold = () => sits(room, rider, carrier, 'COLD_CHAIN');
    expect(await cold()).toMatchObject({ code: 'SESSION_FIRST' });
    const id = await planned(room, { kind: 'COLD_CHAIN', audience: 'CARRIER' });
    const { id: seatId } = await signUp(id, rider);
    room.clock.advance(HOUR_MS);
    await act(room, rider, 'signAttendance', { seatId, code: (await session(id, TEACHER)).code });
    expect(await cold()).toMatchObject({ state: 'PASSED', score: 100 });
    const certificates = async () =>
      (
        await room.graph<any>(
          peer('logistics'),
          '{ coldChainCertificates(accountIds: ["account-rider", "nobody"]) { accountId partyId validUntil } }',
        )
      ).coldChainCertificates;
    const until = '2027-11-24';
    expect(await certificates()).toEqual([{ accountId: rider.id, partyId: carrier, validUntil: until }]);
    room.clock.set(`${until}T16:00:00Z`);
    expect(chinaDate(room.clock.now())).toBe('2027-11-25');
    expect(await certificates()).toEqual([]);
  });

  it('[6.2.b] tells who must be trained soon of a session for them, and who has a seat that it is not held', async () => {
    const told = () => eventsOf(room, 'sellers.session-moved.v1');
    await planned(room, { audience: 'CARRIER' });
    expect(await told()).toEqual([]);
    const id = await planned(room);
    const session = { sessionId: id, topic: '明码标价与商品宣传', place: '镇政府三楼会议室' };
    expect(await told()).toMatchObject([{ ...session, to: 'planned', accountIds: [APPLICANT.id] }]);
    await act(room, TEACHER, 'cancelSession', { sessionId: id });
    // Nobody had a seat of it.
    expect(await told()).toHaveLength(1);
    const other = await planned(room);
    await signUp(other);
    await act(room, TEACHER, 'cancelSession', { sessionId: other });
    expect((await told()).at(-1)).toMatchObject({ sessionId: other, to: 'cancelled', accountIds: [APPLICANT.id] });
    await sits(room, APPLICANT, partyId, 'SELLING');
    await planned(room);
    expect(await told()).toHaveLength(3);
  });

  it('[7.1.c] has people of a village station on the list as well', async () => {
    await ofKind(room, 'station', account('account-station-owner'), 9);
    const { untrained } = await room.graph<any>(AUTHORITY, '{ untrained { called kind dueOn } }');
    expect(untrained).toContainEqual({ called: '负责人', kind: 'PLATFORM', dueOn: '2026-12-25' });
  });

  it('[7.1.c] lists who must be trained and is not, and until when', async () => {
    const list = async () => (await room.graph<any>(AUTHORITY, '{ untrained { called dueOn isLate kind } }')).untrained;
    const owner = { called: '负责人', kind: 'SELLING', dueOn: '2026-12-25', isLate: false };
    expect(await list()).toContainEqual(owner);
    await sits(room, APPLICANT, partyId, 'SELLING');
    expect((await list()).map(({ kind }: any) => kind)).not.toContain('SELLING');
    room.clock.advance(366 * DAY_MS);
    expect(await list()).toContainEqual({ ...owner, dueOn: '2027-11-24', isLate: true });
  });
});
